using System.Collections.Immutable;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Screens;

/// <summary>The questions of a poll before it is announced.</summary>
/// <param name="Request">What else the announcement says.</param>
/// <param name="Questions">The questions in order.</param>
/// <param name="Problems">What the server did not accept, by the place of the question.</param>
public sealed record DraftsState(AnnouncePollRequest Request, ImmutableArray<Question> Questions, ImmutableDictionary<int, string> Problems)
{
    /// <summary>With another question at a place, or one more behind the last.</summary>
    public DraftsState With(int place, Question question) => this with
    {
        Questions = place < Questions.Length ? Questions.SetItem(place, question) : Questions.Add(question),
        Problems = Problems.Remove(place),
    };

    /// <summary>Without the question at a place.</summary>
    public DraftsState Without(int place) => this with { Questions = Questions.RemoveAt(place), Problems = ImmutableDictionary<int, string>.Empty };

    /// <summary>The whole announcement.</summary>
    public AnnouncePollRequest Announcement => new(Request) { Questions = { Questions } };
}
