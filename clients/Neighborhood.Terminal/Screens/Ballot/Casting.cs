using System.Collections.Immutable;
using Google.Protobuf;
using Neighborhood.Terminal.Shell;
using Neighborhood.Terminal.Text;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Screens;

/// <summary>Whose ballot is being filled in, and what becomes of it: one's own, that of somebody who authorised one, or what a paper says.</summary>
/// <param name="Whose">Whose it is where it is not one's own, in the language spoken.</param>
/// <param name="Prepare">Makes the call for a choice. What it returns is run once the ballot is in; it is made once, so sending again repeats it.</param>
public sealed record Casting(Func<Words, string>? Whose, Func<Choice, Func<CancellationToken, Task<Action>>> Prepare)
{
    /// <summary>The key of what casting it does.</summary>
    private string Effect { get; init; } = "ballot_casts_text";

    /// <summary>The key of the command that casts it.</summary>
    public string Does { get; private init; } = "ballot_cast";

    /// <summary>The key of what it says.</summary>
    public string Chosen { get; private init; } = "ballot_chosen";

    /// <summary>Whether it is one's own, which begins as one cast it before and ends with its receipt.</summary>
    public bool IsMine => Whose is null;

    /// <summary>The title of a screen with whose ballot it is about, so that nobody marks the wrong one.</summary>
    public Page Titled(Page page, Words words) => Whose is null ? page : page with { Title = $"{page.Title} · {Whose(words)}" };

    /// <summary>Whose it is, to be asked before it is cast; nothing of one's own.</summary>
    public ImmutableArray<Confirmation> Confirmations() => Whose is null ? [] : [new Confirmation(Whose, Tone.Warning)];

    /// <summary>What casting it does.</summary>
    public string Says(Poll poll, Words words, Moments moments) =>
        words.Say(IsMine && poll.VotedByMe ? "ballot_changes_text" : Effect, moments.At(poll.ClosesAt));

    /// <summary>The screen on which it is filled in.</summary>
    public Presenter Ballot(Workspace workspace, Poll poll) => poll.Options.Count == 0
        ? new QuestionBallotPresenter(workspace, poll) { Casting = this }
        : new BallotPresenter(workspace, poll) { Casting = this };

    /// <summary>One's own ballot.</summary>
    public static Casting Mine(Workspace workspace, Poll poll) => Own(workspace, poll, BallotChannel.ChannelUnspecified, () =>
    {
        Leave(workspace);
        workspace.Navigator.Open(new ReceiptPresenter(workspace, poll));
    });

    /// <summary>One's own ballot at a booth, from whose receipt one only leaves.</summary>
    public static Casting AtBooth(Workspace workspace, Poll poll, Action leave) => Own(
        workspace, poll, BallotChannel.Booth, () => workspace.Navigator.StartWith(new ReceiptPresenter(workspace, poll) { LeaveBooth = leave }));

    private static Casting Own(Workspace workspace, Poll poll, BallotChannel channel, Action showReceipt) => new(null, choice =>
    {
        // Confirming again after a failure repeats this attempt: under another id, a ballot that had arrived would be told as a changed one.
        var request = new CastBallotRequest { Parent = poll.Name, Choice = choice, Channel = channel, RequestId = Guid.NewGuid().ToString() };
        return async cancellation =>
        {
            var cast = await workspace.Server.Polls.CastBallotAsync(request, cancellationToken: cancellation).ConfigureAwait(false);
            return () =>
            {
                showReceipt();
                workspace.Navigator.Tell(workspace.Words[cast.Changed ? "ballot_changed" : "ballot_was_cast"], Tone.Good);
            };
        };
    });

    /// <summary>The ballot of somebody who authorised the caller. Its receipt is the voter's.</summary>
    public static Casting For(Workspace workspace, Poll poll, Proxy proxy) => new(words => ProxyText.Names(proxy, words), choice =>
    {
        var request = new CastBallotRequest
        {
            Parent = poll.Name,
            Choice = choice,
            Authorization = proxy.Name,
            RequestId = Guid.NewGuid().ToString(),
        };
        return async cancellation =>
        {
            var cast = await workspace.Server.Polls.CastBallotAsync(request, cancellationToken: cancellation).ConfigureAwait(false);
            var check = await workspace.Server.CheckAsync(cast.Receipt, poll.Name, proxy.Principal.Resident, cancellation).ConfigureAwait(false);
            return () =>
            {
                Done(workspace, words => words.Say("proxy_voted", ListText.NameOf(proxy.Principal, words)));
                ShowFailed(workspace, poll, check);
            };
        };
    })
    { Effect = "proxy_casts_text", Chosen = "ballot_says" };

    /// <summary>What a paper says, entered by staff with the code of the announcement that is printed on it.</summary>
    public static Casting Of(Workspace workspace, Paper paper, byte[] announcement) => new(words => words.Say("paper_number", paper.Serial), choice =>
    {
        var request = new EnterPaperRequest
        {
            Name = paper.Name,
            Announcement = ByteString.CopyFrom(announcement),
            Choice = choice,
            RequestId = Guid.NewGuid().ToString(),
        };
        return async cancellation =>
        {
            var entered = await workspace.Server.Papers.EnterPaperAsync(request, cancellationToken: cancellation).ConfigureAwait(false);
            return () => Done(workspace, words => words.Say(
                entered.State == PaperState.Counted ? "paper_was_counted" : "paper_was_entered", entered.Serial));
        };
    })
    { Effect = "paper_enters_text", Chosen = "ballot_says", Does = "paper_enter_it" };

    private static void Done(Workspace workspace, Func<Words, string> sentence)
    {
        Leave(workspace);
        workspace.Navigator.Tell(sentence(workspace.Words), Tone.Good);
    }

    // The receipt is the voter's, so a proxy is shown a check of it only where it does not hold.
    private static void ShowFailed(Workspace workspace, Poll poll, BallotCheck check)
    {
        if (!check.Holds)
        {
            workspace.Navigator.Open(new CheckPresenter(workspace, poll, check));
        }
    }

    // The question whether to cast it, and the ballot behind it.
    private static void Leave(Workspace workspace)
    {
        workspace.Navigator.Back();
        workspace.Navigator.Back();
    }
}
