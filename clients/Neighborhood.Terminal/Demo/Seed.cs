namespace Neighborhood.Terminal.Demo;

/// <summary>An example neighbourhood as its file tells it. People are named by the names of the roll, which are unique in it.</summary>
public sealed class Seed
{
    /// <summary>The community's id.</summary>
    public string Id { get; set; } = "";

    /// <summary>Its title.</summary>
    public string Title { get; set; } = "";

    /// <summary>How many households bring a proposal to the council.</summary>
    public int EndorsingHouseholds { get; set; }

    /// <summary>The first staff member.</summary>
    public SeedPerson Staff { get; set; } = new();

    /// <summary>The roll's file, beside this one.</summary>
    public string Roll { get; set; } = "";

    /// <summary>Those who have an account.</summary>
    public List<SeedPerson> People { get; set; } = [];

    /// <summary>What is talked about.</summary>
    public List<SeedTopic> Topics { get; set; } = [];

    /// <summary>What is proposed.</summary>
    public List<SeedProposal> Proposals { get; set; } = [];

    /// <summary>What is put to the vote.</summary>
    public List<SeedPoll> Polls { get; set; } = [];

    /// <summary>The renovation menu; null for none.</summary>
    public Commands.MenuFile<SeedItem>? Renovation { get; set; }

    /// <summary>The folder that the file stands in.</summary>
    [YamlDotNet.Serialization.YamlIgnore]
    public string Folder { get; set; } = "";

    /// <summary>The roll's path.</summary>
    [YamlDotNet.Serialization.YamlIgnore]
    public string RollPath => Path.Combine(Folder, Roll);

    /// <summary>The same neighbourhood with nothing but these people and polls.</summary>
    internal Seed With(IEnumerable<SeedPerson> people, IEnumerable<SeedPoll> polls) => new()
    {
        Id = Id,
        Title = Title,
        EndorsingHouseholds = EndorsingHouseholds,
        Staff = Staff,
        Roll = Roll,
        Folder = Folder,
        People = [.. people],
        Polls = [.. polls],
    };
}

/// <summary>A person with an account.</summary>
public sealed class SeedPerson
{
    /// <summary>As on the roll.</summary>
    public string Name { get; set; } = "";

    /// <summary>The user name, after the community's id and a dot.</summary>
    public string User { get; set; } = "";

    /// <summary>Roles beside those that the roll gives, such as council-member.</summary>
    public List<string> Roles { get; set; } = [];

    /// <summary>Where somebody lives who is not on the roll: building-unit-room.</summary>
    public string Home { get; set; } = "";
}

/// <summary>A topic.</summary>
public sealed class SeedTopic
{
    /// <summary>Its title.</summary>
    public string Title { get; set; } = "";

    /// <summary>Who opens it.</summary>
    public string By { get; set; } = "";

    /// <summary>The opening text.</summary>
    public string Text { get; set; } = "";

    /// <summary>Whether it stands above the others.</summary>
    public bool Pinned { get; set; }

    /// <summary>Its summary; empty for none.</summary>
    public string Summary { get; set; } = "";

    /// <summary>Whether it is closed in the end.</summary>
    public bool Closed { get; set; }

    /// <summary>What is said in it.</summary>
    public List<SeedPost> Posts { get; set; } = [];
}

/// <summary>A post with its answers.</summary>
public sealed class SeedPost
{
    /// <summary>Who writes.</summary>
    public string By { get; set; } = "";

    /// <summary>The words.</summary>
    public string Text { get; set; } = "";

    /// <summary>The answers.</summary>
    public List<SeedPost> Replies { get; set; } = [];
}

/// <summary>A proposal.</summary>
public sealed class SeedProposal
{
    /// <summary>Its title.</summary>
    public string Title { get; set; } = "";

    /// <summary>Its author.</summary>
    public string By { get; set; } = "";

    /// <summary>The title of the topic it is born in; empty for none.</summary>
    public string Topic { get; set; } = "";

    /// <summary>What is asked for.</summary>
    public string Request { get; set; } = "";

    /// <summary>Where.</summary>
    public string Place { get; set; } = "";

    /// <summary>Why and how.</summary>
    public string Text { get; set; } = "";

    /// <summary>Such as care-beds.</summary>
    public string Category { get; set; } = "";

    /// <summary>Estimated cost.</summary>
    public long CostYuan { get; set; }

    /// <summary>Whether it stays a draft.</summary>
    public bool Draft { get; set; }

    /// <summary>Why it is withdrawn; empty where it is not.</summary>
    public string Withdraw { get; set; } = "";

    /// <summary>Who endorses it, in order.</summary>
    public List<string> EndorsedBy { get; set; } = [];

    /// <summary>Explanations added later.</summary>
    public List<string> Clarifications { get; set; } = [];
}

/// <summary>A poll.</summary>
public sealed class SeedPoll
{
    /// <summary>The question; empty where a proposal is named.</summary>
    public string Question { get; set; } = "";

    /// <summary>The title of the proposal it decides; empty for a free question.</summary>
    public string Proposal { get; set; } = "";

    /// <summary>Such as use-maintenance-fund.</summary>
    public string Matter { get; set; } = "";

    /// <summary>open or confidential.</summary>
    public string Secrecy { get; set; } = "";

    /// <summary>Such as advisory.</summary>
    public string Binding { get; set; } = "";

    /// <summary>The text of the notice.</summary>
    public string Notice { get; set; } = "";

    /// <summary>How long after the announcement it opens, such as 16d; empty for as soon as the rule allows.</summary>
    public string OpensIn { get; set; } = "";

    /// <summary>How long it is open, such as 2m.</summary>
    public string OpenFor { get; set; } = "";

    /// <summary>Why it is cancelled; empty where it is not.</summary>
    public string Cancel { get; set; } = "";

    /// <summary>Who votes what, where it opens at once: yes, no or abstain.</summary>
    public Dictionary<string, List<string>> Ballots { get; set; } = [];

    /// <summary>The file of what it asks, beside the community's, as <c>polls announce --questions</c> takes it; empty for a poll of yes or no.</summary>
    public string Questions { get; set; } = "";

    /// <summary>Who answers what, where it opens at once.</summary>
    public List<SeedAnswer> Answers { get; set; } = [];

    /// <summary>What the file of questions asks.</summary>
    [YamlDotNet.Serialization.YamlIgnore]
    public IReadOnlyList<Commands.QuestionDraft> Asked { get; set; } = [];

    /// <summary>Each ballot with its voter, in the order of the file.</summary>
    internal IEnumerable<(string Voter, V1.Choice Choice)> Cast() =>
    [
        .. Ballots.SelectMany(choice => choice.Value.Select(name => (name, new V1.Choice { Option = choice.Key }))),
        .. Answers.SelectMany(answer => answer.By.Select(name => (Voter: name, Answer: answer.Answer()))).GroupBy(one => one.Voter, one => one.Answer)
            .Select(voter => (voter.Key, new V1.Choice { Answers = { voter } })),
    ];
}

/// <summary>An answer to a question, and who gives it.</summary>
public sealed class SeedAnswer : Commands.AnswerDraft
{
    /// <summary>Names of people.</summary>
    public List<string> By { get; set; } = [];
}

/// <summary>An item of the renovation menu, and how far it is.</summary>
public sealed class SeedItem : Commands.MenuFileItem
{
    /// <summary>Of a basic item: when it begins after the loading, such as 10d; empty where its time is not announced.</summary>
    public string StartsIn { get; set; } = "";

    /// <summary>How long that takes, such as 30d.</summary>
    public string Takes { get; set; } = "";

    /// <summary>Of an improvement: how long the owners vote after their fifteen days of notice, such as 7d; empty where they are not asked.</summary>
    public string OpenFor { get; set; } = "";

    /// <summary>open or confidential.</summary>
    public string Secrecy { get; set; } = "";

    /// <summary>What is said with the announcement.</summary>
    public string Note { get; set; } = "";

    /// <summary>What is told of the work that has begun; empty where it has not.</summary>
    public string InWork { get; set; } = "";
}
