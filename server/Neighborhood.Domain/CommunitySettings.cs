using Neighborhood.V1;

namespace Neighborhood.Domain;

/// <summary>What a community's settings mean: zero is the default.</summary>
public static class CommunitySettings
{
    /// <summary>Endorsing households where nothing is set; all of them where there are fewer.</summary>
    public const int DefaultEndorsingHouseholds = 10;

    /// <summary>Topics per person and hour where nothing is set.</summary>
    public const int DefaultTopicsPerHour = 5;

    /// <summary>Posts per person and hour where nothing is set.</summary>
    public const int DefaultPostsPerHour = 30;

    /// <summary>Drafts of proposals per person and hour where nothing is set.</summary>
    public const int DefaultProposalsPerHour = 10;

    /// <summary>Edits of posts, and of proposals, per person and hour where nothing is set.</summary>
    public const int DefaultEditsPerHour = 60;

    /// <summary>How many endorsing households put a proposal on the table, at least 1; a share is rounded up.</summary>
    public static int EndorsementsNeeded(this Settings settings, int households) => settings.EndorsementThresholdCase switch
    {
        Settings.EndorsementThresholdOneofCase.EndorsingShareBasisPoints =>
            (int)Math.Max(1, ((long)households * settings.EndorsingShareBasisPoints + 9_999) / 10_000),
        Settings.EndorsementThresholdOneofCase.EndorsingHouseholds when settings.EndorsingHouseholds > 0 => settings.EndorsingHouseholds,
        _ => Math.Clamp(households, 1, DefaultEndorsingHouseholds),
    };

    /// <summary>Topics a person may open within an hour.</summary>
    public static int TopicsPerHourOrDefault(this Settings settings) => settings.TopicsPerHour > 0 ? settings.TopicsPerHour : DefaultTopicsPerHour;

    /// <summary>Posts a person may write within an hour.</summary>
    public static int PostsPerHourOrDefault(this Settings settings) => settings.PostsPerHour > 0 ? settings.PostsPerHour : DefaultPostsPerHour;

    /// <summary>Proposals a person may draft within an hour.</summary>
    public static int ProposalsPerHourOrDefault(this Settings settings) =>
        settings.ProposalsPerHour > 0 ? settings.ProposalsPerHour : DefaultProposalsPerHour;

    /// <summary>Edits of posts, and as many of proposals, a person may make within an hour.</summary>
    public static int EditsPerHourOrDefault(this Settings settings) => settings.EditsPerHour > 0 ? settings.EditsPerHour : DefaultEditsPerHour;
}
