using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using Google.Protobuf.Reflection;
using Grpc.Core;
using Neighborhood.Client;
using Neighborhood.Server.Hosting;
using Neighborhood.Server.Tests.Running;
using Neighborhood.V1;

namespace Neighborhood.Server.Tests.Fuzzing;

/// <summary>Whatever is sent, the answer is one of the table of errors, nothing fails unexpectedly, and the server works on.</summary>
public sealed class FuzzTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whatever_is_sent_gets_a_clean_answer()
    {
        var count = Setting("NEIGHBORHOOD_FUZZ_REQUESTS", 1_500);
        var seed = Setting("NEIGHBORHOOD_FUZZ_SEED", Random.Shared.Next());
        TestContext.Current.TestOutputHelper!.WriteLine($"{count} requests, NEIGHBORHOOD_FUZZ_SEED={seed}");
        await using var server = await RunningServer.StartAsync();
        var host = await server.BootstrapAsync();
        var village = await Village.FoundAsync(server, host, "xingfu");
        var owner = await village.JoinAsync(await village.FindAsync(Village.Owners[0]));
        var random = new Random(seed);
        var requests = new RandomRequest(random,
            [.. await NamesAsync(village, owner), "communities/nowhere", await village.InviteAsync(await village.RecordAsync("新邻居"))]);
        using var calls = new RawCalls(server.Address);
        var rpcs = ServiceCatalog.Methods.ToList();
        var seen = new SortedDictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < count; i++)
        {
            var rpc = rpcs[random.Next(rpcs.Count)];
            var body = requests.Body(rpc);
            var token = TokenFor(rpc, random.Next(8), requests);
            var answer = await CallAsync(calls, rpc, body, token);
            if (!IsClean(answer))
            {
                Assert.Fail($"seed {seed}, request {i}, {rpc.FullName}, {Convert.ToBase64String(body)}: {answer}");
            }

            var kind = answer.Code == StatusCode.OK ? "OK" : $"{answer.Reason}";
            seen[kind] = seen.GetValueOrDefault(kind) + 1;
        }

        TestContext.Current.TestOutputHelper!.WriteLine(string.Join(", ", seen.Select(pair => $"{pair.Key} {pair.Value}")));
        Assert.True(seen.Count > 8, "The requests are too alike to find anything.");
        Assert.Equal(village.Name,
            (await village.Staff.Communities.GetCommunityAsync(new GetCommunityRequest { Name = village.Name }, cancellationToken: Cancel)).Name);

        // The staff may have opened as many topics as an hour allows.
        server.Time.Advance(TimeSpan.FromHours(2));
        await village.Staff.Discussions.CreateTopicAsync(
            new CreateTopicRequest { Parent = village.Name, Title = "还在", Text = "一切如常。" }, cancellationToken: Cancel);

        string? TokenFor(MethodDescriptor rpc, int dice, RandomRequest made) => (rpc.Name, dice) switch
        {
            ("SignOut" or "CreateBackup", _) => made.Token(),
            (_, 0) => null,
            (_, 1) => made.Token(),
            (_, 2) => host.Session!.AccessToken,
            (_, <= 4) => owner.Session!.AccessToken,
            _ => village.Staff.Session!.AccessToken,
        };
    }

    [Fact]
    public async Task A_message_that_is_too_large_is_refused_and_one_at_the_limit_is_read()
    {
        await using var server = await RunningServer.StartAsync();
        using var calls = new RawCalls(server.Address);
        var rpc = IdentityReflection.Descriptor.Services[0].FindMethodByName("SignIn");
        foreach (var (size, reason) in new[]
        {
            (ServerHost.MaxRequestBytes, ErrorReason.InvalidField),
            (ServerHost.MaxRequestBytes + 1, ErrorReason.LimitExceeded),
            (ServerHost.MaxRequestBytes * 4, ErrorReason.LimitExceeded),
        })
        {
            // A user name that fills the message but for its own frame.
            var body = new byte[size];
            Array.Fill(body, (byte)'a');
            var frame = new byte[] { 0x0a, 0, 0, 0, 0, 0x00 };
            WriteVarint(frame, 1, size - 6);
            frame.CopyTo(body, 0);
            Assert.Equal(reason, (await CallAsync(calls, rpc, body, null)).Reason);
        }
    }

    [Theory]
    [InlineData("text/plain", "2.0")]
    [InlineData("application/json", "2.0")]
    [InlineData("application/grpc+json", "2.0")]
    [InlineData("application/grpc", "1.1")]
    public async Task What_is_no_call_is_no_fault(string contentType, string version)
    {
        await using var server = await RunningServer.StartAsync();
        using var http = new HttpClient { BaseAddress = server.Address };
        foreach (var path in new[] { "/neighborhood.v1.Identity/SignIn", "/neighborhood.v1.Identity/Nothing", "/", "/../server.keys" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, path)
            {
                Version = Version.Parse(version),
                VersionPolicy = HttpVersionPolicy.RequestVersionExact,
                Content = new ByteArrayContent([0, 0, 0, 0, 9, 1, 2]),
            };
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
            try
            {
                using var response = await http.SendAsync(request, Cancel);
                Assert.True(response.StatusCode < HttpStatusCode.InternalServerError, $"{path}: {response.StatusCode}");
                Assert.DoesNotContain("   at ", await response.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
            }
            catch (HttpRequestException)
            {
                // Closed without an answer: as good.
            }
        }
    }

    [Fact]
    public async Task An_invitation_with_no_password_asks_for_a_better_one_and_stays_usable()
    {
        await using var server = await RunningServer.StartAsync();
        var village = await Village.FoundAsync(server, await server.BootstrapAsync(), "xingfu");
        var code = await village.InviteAsync(await village.RecordAsync("新邻居"));
        var client = server.Connect();
        foreach (var weak in new[] { "", " ", "short", "aaaaaaaaaaaaaa" })
        {
            var refused = await Assert.ThrowsAsync<RefusedException>(() => client.RedeemInvitationAsync(code, "new", weak, Cancel));
            Assert.Equal((ErrorReason.PasswordTooWeak, "password"), (refused.Reason, refused.Fields.Single().Field));
        }

        Assert.NotEmpty((await client.RedeemInvitationAsync(code, "new", RunningServer.Password, Cancel)).AccessToken);
    }

    private static int Setting(string name, int standard) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : standard;

    private static async Task<Answer> CallAsync(RawCalls calls, MethodDescriptor rpc, byte[] body, string? token)
    {
        // A watch from now on has nothing to say; that it began is enough.
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        if (rpc.IsServerStreaming)
        {
            patience.CancelAfter(TimeSpan.FromSeconds(1));
        }

        var answer = await calls.CallAsync(rpc, body, token, patience.Token);
        return answer.Code == StatusCode.Cancelled && rpc.IsServerStreaming ? answer with { Code = StatusCode.OK } : answer;
    }

    private static bool IsClean(Answer answer)
    {
        if (answer.Code == StatusCode.OK)
        {
            return true;
        }

        return ErrorTable.Rows.TryGetValue(answer.Reason, out var row) && row.Code == answer.Code && row.Sentence == answer.Detail
            && answer.Reason != ErrorReason.InternalFault;
    }

    private static async Task<IReadOnlyList<string>> NamesAsync(Village village, NeighborhoodClient owner)
    {
        var topic = await owner.Discussions.CreateTopicAsync(
            new CreateTopicRequest { Parent = village.Name, Title = "题", Text = "文" }, cancellationToken: Cancel);
        var post = await owner.Discussions.CreatePostAsync(new CreatePostRequest { Parent = topic.Name, Text = "文" }, cancellationToken: Cancel);
        var proposal = await owner.Proposals.CreateProposalAsync(
            new CreateProposalRequest { Parent = village.Name, Title = "题", Request = "问？", Category = Category.Other }, cancellationToken: Cancel);
        return [village.Name, village.Name, topic.Name, post.Name, proposal.Name,
            $"{village.Name}/households/1", $"{village.Name}/residents/2", $"{village.Name}/polls/20"];
    }

    private static void WriteVarint(byte[] into, int at, int value)
    {
        // Always of five bytes, so that the frame has one length.
        for (var i = 0; i < 5; i++)
        {
            into[at + i] = (byte)((value & 0x7f) | (i < 4 ? 0x80 : 0));
            value >>= 7;
        }
    }
}
