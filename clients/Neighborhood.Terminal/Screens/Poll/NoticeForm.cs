using Neighborhood.Terminal.Commands;
using Neighborhood.Terminal.Forms;
using Neighborhood.Terminal.Shell;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Screens;

/// <summary>Records that a notice was posted: where and when, and with a photo its digest.</summary>
public static class NoticeForm
{
    /// <summary>Opens the form for a poll; once it is decided it is its result that is posted.</summary>
    public static void Open(Workspace workspace, Poll poll)
    {
        var kind = poll.Result is null ? NoticeKind.PollNotice : NoticeKind.ResultNotice;
        workspace.Navigator.Open(new FormPresenter(
            workspace, "poll_record_notice",
            [
                Fields.Choice("kind", "field_notice_kind", kind),
                new Field("place", "field_posted_place") { IsRequired = true, MaxLength = 100 },
                Fields.Moment("posted_at", "field_posted_at", workspace.Clock.GetUtcNow(), workspace.Moments, isRequired: true),
                new Field("photo_sha256", "field_photo") { Hint = "hint_photo", MaxLength = 1000 },
            ],
            async (form, cancellation) =>
            {
                var request = new RecordNoticeRequest
                {
                    Name = poll.Name,
                    Kind = Enum.Parse<NoticeKind>(form["kind"]),
                    Place = form["place"],
                    PostedAt = Fields.Timestamp(form["posted_at"], workspace.Moments),
                };
                try
                {
                    request.PhotoSha256 = await Photos.DigestAsync(form["photo_sha256"], cancellation).ConfigureAwait(false);
                }
                catch (Exception fault) when (FileFaults.Is(fault))
                {
                    throw Fields.Refusal("photo_sha256", FileFaults.Explain(fault, new Phrases("Commands", workspace.Words)));
                }

                await workspace.Server.Polls.RecordNoticeAsync(request, cancellationToken: cancellation).ConfigureAwait(false);
                return workspace.Navigator.Back;
            })
        { Introduction = words => words["poll_record_notice_text"] });
    }
}
