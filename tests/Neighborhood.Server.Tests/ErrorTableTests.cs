using Google.Rpc;
using Grpc.Core;
using Neighborhood.Domain.Core;
using Neighborhood.Server.Hosting;
using Neighborhood.V1;

namespace Neighborhood.Server.Tests;

public sealed class ErrorTableTests
{
    [Fact]
    public void Every_reason_has_a_status_and_a_sentence_of_its_own()
    {
        Assert.Equal(Enum.GetValues<ErrorReason>().Where(reason => reason != ErrorReason.Unspecified).Order(), ErrorTable.Rows.Keys.Order());
        Assert.Equal(ErrorTable.Rows.Count, ErrorTable.Rows.Values.Select(row => row.Sentence).Distinct().Count());
        Assert.DoesNotContain(ErrorTable.Rows.Values, row => row.Code is StatusCode.OK or StatusCode.Unknown || !row.Sentence.EndsWith('.'));
    }

    [Fact]
    public void A_status_tells_the_reason_as_the_contract_spells_it_and_the_field_and_the_wait()
    {
        foreach (var reason in ErrorTable.Rows.Keys)
        {
            var thrown = ErrorTable.ToException(Refusal.With(reason, "state", "OPEN", "rows[3].area", retryAfterMicros: 1_500_000));
            var status = thrown.GetRpcStatus()!;
            var info = status.GetDetail<ErrorInfo>()!;
            Assert.Equal(((int)ErrorTable.Rows[reason].Code, ErrorTable.Rows[reason].Code), (status.Code, thrown.StatusCode));
            Assert.Equal(reason.ToString(), info.Reason.Replace("_", "", StringComparison.Ordinal), ignoreCase: true);
            Assert.Equal(("neighborhood", "OPEN"), (info.Domain, info.Metadata["state"]));
            Assert.Equal("rows[3].area", status.GetDetail<BadRequest>()!.FieldViolations.Single().Field);
            Assert.Equal(TimeSpan.FromSeconds(1.5), status.GetDetail<RetryInfo>()!.RetryDelay.ToTimeSpan());
        }
    }

    [Fact]
    public void What_was_not_said_is_not_told()
    {
        var status = ErrorTable.ToException(new Refusal(ErrorReason.NoBallot)).GetRpcStatus()!;
        Assert.Null(status.GetDetail<BadRequest>());
        Assert.Null(status.GetDetail<RetryInfo>());
    }
}
