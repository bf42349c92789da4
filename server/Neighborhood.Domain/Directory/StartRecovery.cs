using Google.Protobuf;
using Neighborhood.Domain.Core;
using Neighborhood.V1;
using Neighborhood.V1.Facts;

namespace Neighborhood.Domain.Directory;

/// <summary>
/// Makes the one-time code with which an account gets a new password. <see cref="Residents.NoteRecovery"/> has allowed it and put it on record in the
/// community before.
/// </summary>
/// <param name="community">The community whose staff asks.</param>
/// <param name="account">The account of the resident named in the request.</param>
/// <param name="codes">Writes the code into the answer.</param>
public sealed class StartRecovery(string community, long account, ICodes codes) : ICommand<DirectoryState, StartRecoveryRequest, StartRecoveryResponse>
{
    /// <summary>How long the code may be used.</summary>
    public const long CodeMicros = Times.DayMicros;

    /// <summary>How long the account does not vote after the code's time.</summary>
    public const long HoldMicros = 7 * Times.DayMicros;

    private const string Purpose = "recovery";
    private const string Ledger = "directory";

    /// <inheritdoc/>
    public Decision Decide(CommandContext<DirectoryState> context, StartRecoveryRequest request)
    {
        if (context.State.Account(account) is not { } target)
        {
            return Refusal.NotFound("name");
        }

        if (target.IsOperator && !context.Caller.IsOperator)
        {
            return new Refusal(ErrorReason.RecoveryNeedsOperator);
        }

        var (reason, side) = context.Commit(new WrittenText { Text = request.Reason.Trim() });
        var expires = context.NowMicros + CodeMicros;
        return Decision.Of(
            new Fact
            {
                RecoveryStarted = new RecoveryStarted
                {
                    Account = account,
                    CommunityId = community,
                    ByAccount = context.Caller.Account,
                    CodeHash = UnsafeByteOperations.UnsafeWrap(context.Codes.HashOf(context.Codes.CodeFor(Purpose, Ledger, context.NextSequence))),
                    ExpiresMicros = expires,
                    HoldUntilMicros = expires + HoldMicros,
                    Reason = reason,
                },
            },
            side);
    }

    /// <inheritdoc/>
    public Reading<StartRecoveryResponse> Answer(QueryContext<DirectoryState> context, StartRecoveryRequest request, IReadOnlyList<Entry> made)
    {
        var started = made[0].Fact.RecoveryStarted;
        return Reading.Of(new StartRecoveryResponse
        {
            Code = SecretCode.Print(codes.CodeFor(Purpose, Ledger, made[0].Sequence)),
            ExpiresAt = Times.Timestamp(started.ExpiresMicros),
            VotingHoldUntil = Times.Timestamp(started.HoldUntilMicros),
        });
    }
}
