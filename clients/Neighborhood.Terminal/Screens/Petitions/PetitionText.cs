using Google.Protobuf.WellKnownTypes;
using Neighborhood.Terminal.Text;
using Neighborhood.V1;
using PetitionStates = Neighborhood.V1.Petition.Types.State;

namespace Neighborhood.Terminal.Screens;

/// <summary>The lines of a petition.</summary>
public static class PetitionText
{
    /// <summary>What it asks, how many have signed and are still needed, until when, and what becomes of it.</summary>
    public static Page Show(PetitionState state, Words words, Moments moments, int width)
    {
        var page = new PageWriter(width);
        if (state.Petition is not { } petition)
        {
            page.Say(" " + words["list_reading"], Tone.Muted);
            return page.Page(words["petition"]);
        }

        page.Tell(petition.Question, Tone.Title, indent: 1);
        page.Add(Line.Of(width, new Span(" " + words.Of(petition.State), ToneOf(petition)),
            new Span(" · " + words[petition.SignedByMe ? "petition_signed" : "petition_not_signed"], petition.SignedByMe ? Tone.Good : Tone.Muted)));
        Count(page, petition, words);
        page.Gap();
        Next(page, petition, words, moments);
        if (petition.Poll.Length > 0)
        {
            page.Say("  → " + words["petition_poll"], Tone.Accent, petition.Poll);
        }

        Terms(page, petition, state.Packs, words, moments);
        return page.Page(words["petition"]);
    }

    /// <summary>The tone of its state.</summary>
    public static Tone ToneOf(Petition petition) => petition.State switch
    {
        PetitionStates.Open => Tone.Accent,
        PetitionStates.Reached => petition.Overdue ? Tone.Bad : Tone.Warning,
        PetitionStates.Announced => Tone.Good,
        _ => Tone.Muted,
    };

    /// <summary>The key of its state in a word that fits a column.</summary>
    public static string ShortOf(Petition petition) => petition.State switch
    {
        PetitionStates.Open => "petition_short_open",
        PetitionStates.Reached => petition.Overdue ? "petition_short_overdue" : "petition_short_reached",
        PetitionStates.Announced => "petition_short_announced",
        PetitionStates.Expired => "petition_short_expired",
        _ => "value_unknown",
    };

    /// <summary>Until when something has to happen; null where nothing has to any more.</summary>
    public static Timestamp? Until(Petition petition) => petition.State switch
    {
        PetitionStates.Open => petition.ExpiresAt,
        PetitionStates.Reached => petition.ConveneUntil,
        _ => null,
    };

    private static void Count(PageWriter page, Petition petition, Words words)
    {
        page.Heading(" " + words["petition_signatures"]);
        Meter.Show(page, new Meter(
            words.Of(petition.Of), petition.Have, petition.Needed, Amounts.Count(petition.Have), Amounts.Count(petition.Needed),
            petition.Have >= petition.Needed ? Tone.Good : Tone.Accent));
        page.Tell(words.Say("petition_share", petition.Numerator, petition.Denominator, Amounts.Count(petition.Base), words.Of(petition.Of)), Tone.Muted, 2);
    }

    private static void Next(PageWriter page, Petition petition, Words words, Moments moments)
    {
        switch (petition.State)
        {
            case PetitionStates.Open:
                page.Tell(words.Say("petition_still_needed", Amounts.Count(Math.Max(0, petition.Needed - petition.Have)),
                    moments.At(petition.ExpiresAt), moments.Until(petition.ExpiresAt)), Tone.Accent, indent: 2);
                break;
            case PetitionStates.Reached when petition.Overdue:
                page.Tell(words.Say("petition_is_overdue", moments.At(petition.ConveneUntil)), Tone.Bad, indent: 2);
                break;
            case PetitionStates.Reached:
                page.Tell(words.Say("petition_convene_until", moments.At(petition.ConveneUntil), moments.Until(petition.ConveneUntil)), Tone.Warning, 2);
                break;
            case PetitionStates.Expired:
                page.Tell(words.Say("petition_has_expired", moments.At(petition.ExpiresAt)), Tone.Muted, indent: 2);
                break;
            default:
                break;
        }
    }

    private static void Terms(PageWriter page, Petition petition, IEnumerable<RulePack> packs, Words words, Moments moments)
    {
        page.Heading(" " + words["petition_terms"]);
        page.Fact("  " + words["field_matter"], Matters.TextOf(packs, petition.Matter, words));
        page.Fact("  " + words["petition_article"], words.IsChinese ? petition.ArticleZh : petition.ArticleEn);
        page.Fact("  " + words["petition_opened_by"], $"{ListText.NameOf(petition.OpenedBy, words)} · {moments.At(petition.OpenTime)}");
        if (petition.ReachTime is { } reached)
        {
            page.Fact("  " + words["petition_reached"], moments.At(reached));
        }

        if (petition.Reasons.Length > 0 || petition.Redacted)
        {
            page.Heading(" " + words["field_reasons"]);
            page.Tell(petition.Redacted ? words["redacted"] : petition.Reasons, petition.Redacted ? Tone.Muted : Tone.Normal, indent: 2);
        }
    }
}
