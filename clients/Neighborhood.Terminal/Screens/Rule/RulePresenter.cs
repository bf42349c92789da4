using System.Collections.Immutable;
using Neighborhood.Terminal.Shell;
using Neighborhood.Terminal.Text;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Screens;

/// <summary>What is shown of a rule.</summary>
/// <param name="Rule">The rule, once read.</param>
public sealed record RuleState(EffectiveRule? Rule);

/// <summary>The rule that a poll pins.</summary>
public sealed class RulePresenter(Workspace workspace, string poll) : Presenter<RuleState>(workspace, new RuleState(null))
{
    /// <inheritdoc/>
    public override ImmutableArray<Command> Commands => [];

    /// <inheritdoc/>
    public override Page Show(int width) => RuleText.Show(State.Rule, Workspace.Words, width);

    /// <inheritdoc/>
    public override void Read()
    {
        var request = new GetEffectiveRuleRequest { Name = poll };
        Call(cancellation => Server.Polls.GetEffectiveRuleAsync(request, cancellationToken: cancellation).ResponseAsync, read => Set(_ => new RuleState(read)));
    }
}
