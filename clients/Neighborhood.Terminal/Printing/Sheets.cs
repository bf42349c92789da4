using Neighborhood.Terminal.Counting;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Printing;

/// <summary>What a notice or a result is printed from.</summary>
/// <param name="Community">The community's title.</param>
/// <param name="Poll">The poll, decided for a result.</param>
/// <param name="Receipt">Of the entry that announces it or declares its result: leaf and signed head are printed, so that anybody can compare.</param>
public sealed record PollSheet(string Community, Poll Poll, Receipt Receipt)
{
    /// <summary>What the poll asks; empty for a poll of yes or no.</summary>
    public IReadOnlyList<Block> Questions { get; init; } = [];

    /// <summary>What the answers came to, and why.</summary>
    public IReadOnlyList<Block> Outcomes { get; init; } = [];
}

/// <summary>What invitations are printed from.</summary>
/// <param name="Community">The community's title.</param>
/// <param name="Server">Where the invitations are used.</param>
/// <param name="Invitations">In the order of the round.</param>
public sealed record InvitationSheet(string Community, Uri Server, IReadOnlyList<IssuedInvitation> Invitations);

/// <summary>What the page of a counted file is printed from.</summary>
/// <param name="Title">What was counted.</param>
/// <param name="Blocks">The explained count.</param>
public sealed record CountPrint(string Title, IReadOnlyList<Block> Blocks);

/// <summary>What paper ballots are printed from.</summary>
/// <param name="Community">The community's title.</param>
/// <param name="Poll">The poll.</param>
/// <param name="Receipt">Of the entry that announces it: its leaf stands on every paper.</param>
/// <param name="Papers">In the order of the round.</param>
public sealed record PaperSheet(string Community, Poll Poll, Receipt Receipt, IReadOnlyList<V1.Paper> Papers)
{
    /// <summary>What the poll asks; empty for a poll of yes or no.</summary>
    public IReadOnlyList<Block> Questions { get; init; } = [];
}

/// <summary>What a reconciliation is printed from.</summary>
/// <param name="Sheet">The poll, with the receipt of its announcement, or of the reconciliation once that is on record.</param>
/// <param name="Count">The numbers.</param>
public sealed record ReconciliationSheet(PollSheet Sheet, PaperCount Count);
