namespace Neighborhood.Domain.Discussions;

/// <summary>The posts of a topic in the order written, and who wrote which, so that unread ones are counted by two searches.</summary>
public sealed class TopicPosts
{
    private readonly List<long> _all = [];
    private readonly Dictionary<long, List<long>> _byAuthor = [];

    /// <summary>All posts, ascending.</summary>
    public IReadOnlyList<long> All => _all;

    /// <summary>Posts after <paramref name="mark"/> that others than <paramref name="reader"/> wrote.</summary>
    public int Unread(long mark, long reader) => After(_all, mark) - (_byAuthor.TryGetValue(reader, out var own) ? After(own, mark) : 0);

    internal void Add(long post, long author)
    {
        _all.Add(post);
        if (!_byAuthor.TryGetValue(author, out var own))
        {
            _byAuthor[author] = own = [];
        }

        own.Add(post);
    }

    private static int After(List<long> ascending, long mark)
    {
        var found = ascending.BinarySearch(mark);
        return ascending.Count - (found < 0 ? ~found : found + 1);
    }
}
