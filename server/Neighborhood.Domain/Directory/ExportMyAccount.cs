using System.Text.Json.Nodes;
using Neighborhood.Domain.Core;
using Neighborhood.Domain.Residents;
using Neighborhood.V1;

namespace Neighborhood.Domain.Directory;

/// <summary>What the directory holds about the caller, without the hash of the password.</summary>
/// <param name="Document">For <see cref="DataExport.Document"/>.</param>
/// <param name="Communities">The ids of the communities to ask for their parts.</param>
public sealed record MyAccountData(JsonObject Document, IReadOnlyList<string> Communities);

/// <summary>The directory's part of <c>ExportMyData</c>.</summary>
public sealed class ExportMyAccount : IQuery<DirectoryState, ExportMyDataRequest, MyAccountData>
{
    /// <inheritdoc/>
    public Reading<MyAccountData> Read(QueryContext<DirectoryState> context, ExportMyDataRequest request)
    {
        if (context.State.Account(context.Caller.Account) is not { } account)
        {
            return new Refusal(ErrorReason.Unauthenticated);
        }

        var document = new JsonObject
        {
            ["account"] = GetMe.NameOf(account.Id),
            ["userName"] = context.State.Vault.Account(account.Id)?.UserName,
            ["operator"] = account.IsOperator,
            ["createTime"] = DataExport.Time(account.CreatedMicros),
            ["lastRecoveryTime"] = DataExport.Time(account.RecoveryStartedMicros),
            ["votingHoldUntil"] = DataExport.Time(account.HoldUntilMicros),
            ["communities"] = new JsonArray([.. account.Communities.Select(id => (JsonNode)Names.Community(id))]),
        };
        return Reading.Of(new MyAccountData(document, account.Communities));
    }
}
