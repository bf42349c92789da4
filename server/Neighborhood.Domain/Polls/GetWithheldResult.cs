using Neighborhood.Domain.Core;
using Neighborhood.V1;
using Neighborhood.V1.Facts;

namespace Neighborhood.Domain.Polls;

/// <summary>Shows named scrutineers the numbers that a result withholds from everybody else, with what opens the commitment on record.</summary>
public sealed class GetWithheldResult : IQuery<CommunityState, GetWithheldResultRequest, WithheldResult>
{
    /// <inheritdoc/>
    public Reading<WithheldResult> Read(QueryContext<CommunityState> context, GetWithheldResultRequest request)
    {
        if (context.State.Poll(request.Name) is not { } poll)
        {
            return Refusal.NotFound("name");
        }

        if (!poll.Scrutineers.Contains(context.Me().Id))
        {
            return new Refusal(ErrorReason.ScrutineerRequired);
        }

        if (poll.Result is not { Withheld: true } result)
        {
            return Refusal.WrongState("NOTHING_WITHHELD");
        }

        if (poll.IsEvidenceErased)
        {
            return Refusal.WrongState(PollEvidence.Erased);
        }

        var micros = Times.Micros(result.Time)!.Value;
        return Reading.Of([result.Sequence], texts =>
        {
            var side = texts.SideOf(result.Sequence);
            var numbers = PollView.ResultOf(poll, ResultDeclared.Parser.ParseFrom(side.Data), result.Sequence, micros);
            numbers.TallyCommitment = result.TallyCommitment;
            return new WithheldResult { Result = numbers, Declaration = side.Data, Salt = side.Salt };
        });
    }
}
