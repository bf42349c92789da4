using Neighborhood.Terminal.Text;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Screens;

/// <summary>The notices of a poll that were posted, as staff recorded them.</summary>
public static class NoticeText
{
    /// <summary>One notice: what, when, where, and who says so.</summary>
    public static string Say(PostedNotice notice, Words words, Moments moments)
    {
        var photo = notice.PhotoSha256.IsEmpty ? "" : words["notice_photo"];
        var parts = new[] { words.Of(notice.Kind), moments.At(notice.PostedAt), notice.Place, notice.RecordedBy?.DisplayName, photo };
        return string.Join(" · ", parts.Where(part => !string.IsNullOrEmpty(part)));
    }

    /// <summary>All of them under a heading; nothing where none was recorded.</summary>
    public static void Show(PageWriter page, Poll poll, Words words, Moments moments)
    {
        if (poll.PostedNotices.Count == 0)
        {
            return;
        }

        page.Heading(" " + words["poll_posted"]);
        foreach (var notice in poll.PostedNotices)
        {
            page.Tell("· " + Say(notice, words, moments), indent: 2);
        }
    }
}
