using System.Security.Cryptography;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Tests.Commands;

public sealed class StaffTests : IDisposable
{
    private readonly Prompt _prompt = new();

    public void Dispose() => _prompt.Dispose();

    [Fact]
    public async Task A_posted_notice_is_recorded_with_the_digest_of_its_photo()
    {
        RecordNoticeRequest? asked = null;
        _prompt.Server.On<RecordNoticeRequest>("Polls/RecordNotice", request =>
        {
            asked = request;
            var notice = new PostedNotice { Kind = NoticeKind.PollNotice, Place = request.Place, PostedAt = request.PostedAt };
            return new Poll { Name = request.Name, PostedNotices = { notice } };
        });
        var photo = _prompt.PathOf("gate.jpg");
        await File.WriteAllBytesAsync(photo, [1, 2, 3], TestContext.Current.CancellationToken);

        Assert.Equal(0, await _prompt.RunAsync(
            "polls", "record-notice", "communities/x/polls/7", "--posted-place", "东门公告栏", "--posted-at", "2026-03-01T10:00:00Z", "--photo", photo));

        Assert.Equal(("communities/x/polls/7", "东门公告栏", NoticeKind.PollNotice), (asked!.Name, asked.Place, asked.Kind));
        Assert.Equal(SHA256.HashData([1, 2, 3]), asked.PhotoSha256.ToByteArray());
        Assert.Contains("东门公告栏", _prompt.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_recovery_is_started_by_staff_and_new_staff_appointed_by_an_operator()
    {
        _prompt.Server.On<StartRecoveryRequest>("Communities/StartRecovery", request => new StartRecoveryResponse { Code = request.Reason });
        _prompt.Server.On<AppointStaffRequest>("Communities/AppointStaff", request => new AppointStaffResponse
        {
            Invitation = new() { Code = $"{request.Parent} {request.Reason}", Invitation = new() { Resident = new() { DisplayName = request.DisplayName } } },
        });

        Assert.Equal(0, await _prompt.RunAsync("recovery", "start", "communities/x/residents/7", "--reason", "ABCDEFGHJK"));
        Assert.Contains("ABCDE", _prompt.Out, StringComparison.Ordinal);
        Assert.Equal(0, await _prompt.RunAsync("communities", "appoint-staff", "--community", "x", "--staff", "陈主任", "--reason", "遗失"));
        Assert.Contains("communities/x 遗失", _prompt.Out, StringComparison.Ordinal);
        Assert.Equal(2, await _prompt.RunAsync("communities", "appoint-staff", "--community", "x", "--staff", "陈主任"));
    }
}
