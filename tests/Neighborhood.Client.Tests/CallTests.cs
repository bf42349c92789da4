using Google.Rpc;
using Grpc.Core;
using Neighborhood.Client.Tests.Fakes;
using Neighborhood.Testing;
using Neighborhood.V1;
using Status = Grpc.Core.Status;

namespace Neighborhood.Client.Tests;

public sealed class CallTests
{
    private static readonly CreateTopicRequest Request = new() { Parent = "communities/xihu", Title = "充电桩", Text = "在哪里？" };

    private CancellationToken Cancel { get; } = TestLimit.Of(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);

    [Theory]
    [InlineData(StatusCode.Unavailable)]
    [InlineData(StatusCode.ResourceExhausted)]
    public async Task A_repeated_call_carries_the_request_id_of_its_first_attempt(StatusCode passing)
    {
        await using var server = await FakeServer.StartAsync();
        await using var client = server.Connect();
        var ids = new List<string>();
        server.Discussions.OnCreateTopic = (request, _) =>
        {
            ids.Add(request.RequestId);
            return ids.Count < 3
                ? throw FakeServer.Refusal(passing, ErrorReason.LedgerBusy, "LEDGER_BUSY", TimeSpan.FromMilliseconds(1))
                : Task.FromResult(new Topic());
        };

        await client.Discussions.CreateTopicAsync(Request, cancellationToken: Cancel);

        Assert.Equal(3, ids.Count);
        Assert.Single(ids.Distinct());
        Assert.True(Guid.TryParse(ids[0], out _));
    }

    [Fact]
    public async Task Two_calls_with_one_message_are_two_requests()
    {
        await using var server = await FakeServer.StartAsync();
        await using var client = server.Connect();
        var ids = new List<string>();
        server.Discussions.OnCreateTopic = (request, _) =>
        {
            ids.Add(request.RequestId);
            return Task.FromResult(new Topic());
        };

        await client.Discussions.CreateTopicAsync(Request, cancellationToken: Cancel);
        client.Discussions.CreateTopic(Request, cancellationToken: Cancel);

        Assert.Equal(2, ids.Distinct().Count());
        Assert.Equal("", Request.RequestId);
    }

    [Fact]
    public async Task A_request_id_of_the_callers_own_is_kept()
    {
        await using var server = await FakeServer.StartAsync();
        await using var client = server.Connect();
        var own = Request.Clone();
        own.RequestId = "7d6f2a7e-54b2-4b0c-9a53-6f9b0a4d8a10";
        server.Discussions.OnCreateTopic = (request, _) => Task.FromResult(new Topic { Title = request.RequestId });

        var topic = await client.Discussions.CreateTopicAsync(own, cancellationToken: Cancel);

        Assert.Equal(own.RequestId, topic.Title);
    }

    [Fact]
    public async Task A_refusal_tells_reason_fields_delay_and_facts()
    {
        await using var server = await FakeServer.StartAsync();
        await using var client = server.Connect();
        var fields = new BadRequest
        {
            FieldViolations =
            {
                new BadRequest.Types.FieldViolation { Field = "title", Description = "至多80字", Reason = "TOO_MANY_CHARACTERS" },
                new BadRequest.Types.FieldViolation { Field = "text", Description = "?", Reason = "OF_A_NEWER_SERVER" },
            },
        };
        server.Discussions.OnCreateTopic = (_, _) =>
            throw FakeServer.Refusal(StatusCode.InvalidArgument, ErrorReason.InvalidField, "INVALID_FIELD", TimeSpan.FromMinutes(7), fields: fields);

        var refusal = await Assert.ThrowsAsync<RefusedException>(async () => await client.Discussions.CreateTopicAsync(Request, cancellationToken: Cancel));

        Assert.Equal(ErrorReason.InvalidField, refusal.Reason);
        Assert.Equal(StatusCode.InvalidArgument, refusal.StatusCode);
        Assert.Equal("no: INVALID_FIELD", refusal.Message);
        Assert.Equal(
            [new FieldViolation("title", "至多80字") { Problem = FieldProblem.TooManyCharacters }, new FieldViolation("text", "?")], refusal.Fields);
        Assert.Equal(TimeSpan.FromMinutes(7), refusal.RetryAfter);
        Assert.Equal("InvalidField", refusal.Metadata["reason"]);
    }

    [Fact]
    public async Task Every_reason_of_the_contract_is_told_apart()
    {
        await using var server = await FakeServer.StartAsync();
        await using var client = server.Connect();
        foreach (var reason in ErrorsReflection.Descriptor.FindTypeByName<Google.Protobuf.Reflection.EnumDescriptor>("ErrorReason").Values.Skip(1))
        {
            server.Discussions.OnCreateTopic = (_, _) => throw FakeServer.Refusal(StatusCode.FailedPrecondition, (ErrorReason)reason.Number, reason.Name);
            var refusal = await Assert.ThrowsAsync<RefusedException>(async () => await client.Discussions.CreateTopicAsync(Request, cancellationToken: Cancel));
            Assert.Equal((ErrorReason)reason.Number, refusal.Reason);
        }
    }

    [Fact]
    public async Task A_reason_of_a_newer_server_is_still_a_refusal()
    {
        await using var server = await FakeServer.StartAsync();
        await using var client = server.Connect();
        server.Discussions.OnCreateTopic = (_, _) => throw FakeServer.Refusal(StatusCode.FailedPrecondition, ErrorReason.Unspecified, "FROM_THE_FUTURE");

        var refusal = await Assert.ThrowsAsync<RefusedException>(async () => await client.Discussions.CreateTopicAsync(Request, cancellationToken: Cancel));

        Assert.Equal(ErrorReason.Unspecified, refusal.Reason);
    }

    [Fact]
    public async Task A_failure_that_is_not_ours_stays_what_it_is()
    {
        await using var server = await FakeServer.StartAsync();
        await using var client = server.Connect();
        server.Discussions.OnCreateTopic = (_, _) => throw FakeServer.Refusal(StatusCode.Internal, ErrorReason.NotFound, "NOT_FOUND", domain: "a.proxy");

        var failure = await Assert.ThrowsAnyAsync<RpcException>(async () => await client.Discussions.CreateTopicAsync(Request, cancellationToken: Cancel));

        Assert.IsNotType<RefusedException>(failure);
    }

    [Fact]
    public async Task A_delay_beyond_the_bound_is_reported_at_once()
    {
        await using var server = await FakeServer.StartAsync();
        await using var client = server.Connect(options => options.LongestBusyDelay = TimeSpan.FromMilliseconds(1));
        var calls = 0;
        server.Discussions.OnCreateTopic = (_, _) =>
        {
            calls++;
            throw FakeServer.Refusal(StatusCode.ResourceExhausted, ErrorReason.PostingTooFast, "POSTING_TOO_FAST", TimeSpan.FromMilliseconds(2));
        };

        var refusal = await Assert.ThrowsAsync<RefusedException>(async () => await client.Discussions.CreateTopicAsync(Request, cancellationToken: Cancel));

        Assert.Equal(TimeSpan.FromMilliseconds(2), refusal.RetryAfter);
        Assert.Equal(1, calls);
    }

    [Fact]
    public async Task A_server_that_stays_busy_is_asked_a_bounded_number_of_times()
    {
        await using var server = await FakeServer.StartAsync();
        await using var client = server.Connect(options => options.MaxAttempts = 3);
        var calls = 0;
        server.Discussions.OnCreateTopic = (_, _) =>
        {
            calls++;
            throw FakeServer.Refusal(StatusCode.ResourceExhausted, ErrorReason.LedgerBusy, "LEDGER_BUSY", TimeSpan.FromMilliseconds(1));
        };

        await Assert.ThrowsAsync<RefusedException>(async () => await client.Discussions.CreateTopicAsync(Request, cancellationToken: Cancel));

        Assert.Equal(3, calls);
    }

    [Fact]
    public async Task Every_call_has_a_deadline_and_the_language_of_its_user()
    {
        await using var server = await FakeServer.StartAsync();
        await using var client = server.Connect(options => options.Language = "en");
        var (deadline, language) = (DateTime.MaxValue, "");
        server.Discussions.OnCreateTopic = (_, context) =>
        {
            (deadline, language) = (context.Deadline, context.RequestHeaders.GetValue("accept-language"));
            return Task.FromResult(new Topic());
        };

        await client.Discussions.CreateTopicAsync(Request, cancellationToken: Cancel);

        Assert.True(deadline < DateTime.MaxValue);
        Assert.Equal("en", language);
    }

    [Fact]
    public async Task Cancelling_a_call_is_a_cancellation_and_no_failure()
    {
        await using var server = await FakeServer.StartAsync();
        await using var client = server.Connect();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        server.Discussions.OnCreateTopic = async (_, context) =>
        {
            await stop.CancelAsync();
            await Task.Delay(Timeout.Infinite, context.CancellationToken);
            return new Topic();
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await client.Discussions.CreateTopicAsync(Request, cancellationToken: stop.Token));
    }

    [Fact]
    public async Task A_refresh_token_is_never_sent_twice()
    {
        await using var server = await FakeServer.StartAsync();
        await using var client = server.Connect();
        await client.SignInAsync("wang", "right", Cancel);
        server.Identity.BeforeRefresh = _ => throw new RpcException(new Status(StatusCode.Unavailable, "gone"));

        await Assert.ThrowsAnyAsync<RpcException>(() => client.RefreshAsync(Cancel));

        Assert.Equal(1, server.Identity.Refreshes);
        Assert.NotNull(client.Session);
    }
}
