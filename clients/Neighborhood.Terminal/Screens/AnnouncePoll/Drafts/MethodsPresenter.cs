using System.Collections.Immutable;
using Neighborhood.Terminal.Shell;
using Neighborhood.Terminal.Text;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Screens;

/// <summary>Every kind of ballot with the methods that count it, to choose one for a new question.</summary>
public sealed class MethodsPresenter(Workspace workspace, Action<BallotKind, CountingMethod> chosen) : Presenter(workspace)
{
    /// <inheritdoc/>
    public override ImmutableArray<Command> Commands =>
        [new Command(Keys.Enter, "command_choose", Choose, Selected is null ? Workspace.Words["disabled_nothing_selected"] : null)];

    /// <inheritdoc/>
    public override Page Show(int width)
    {
        var words = Workspace.Words;
        var page = new PageWriter(width);
        page.Tell(words["methods_text"], Tone.Muted, indent: 1);
        foreach (var kind in Enum.GetValues<BallotKind>().Skip(1))
        {
            page.Heading(" " + words.Of(kind));
            foreach (var method in Methods(kind))
            {
                page.Tell(words.Of(method), Tone.Normal, 3, $"{kind} {method}");
            }
        }

        return page.Page(words["methods"]);
    }

    /// <summary>The methods that count a kind of ballot.</summary>
    public static ImmutableArray<CountingMethod> Methods(BallotKind kind) => kind switch
    {
        BallotKind.YesNo => [CountingMethod.Clauses],
        BallotKind.Single => [CountingMethod.Plurality, CountingMethod.MajorityOfVoting, CountingMethod.MajorityOfEntitled],
        BallotKind.Approval => [CountingMethod.Approval],
        BallotKind.Ranked =>
            [CountingMethod.InstantRunoff, CountingMethod.TransferableVote, CountingMethod.Schulze, CountingMethod.SchulzeMargins],
        BallotKind.Score => [CountingMethod.Score],
        _ => [CountingMethod.EqualShares, CountingMethod.Greedy, CountingMethod.GreedyStopping],
    };

    private void Choose()
    {
        var words = Selected!.Split(' ');
        Navigator.Back();
        chosen(Enum.Parse<BallotKind>(words[0]), Enum.Parse<CountingMethod>(words[1]));
    }
}
