using Neighborhood.V1;

namespace Neighborhood.Questions;

/// <summary>The answers to all questions of a poll.</summary>
/// <param name="questions">The questions as they were announced.</param>
public sealed class AnswerBoxes(IEnumerable<Question> questions)
{
    private readonly QuestionBox[] _boxes = [.. questions.Select(question => new QuestionBox(new QuestionForm(question)))];

    /// <summary>Puts in what was read of a ballot, or of several that say the same.</summary>
    /// <param name="choice">What it says.</param>
    /// <param name="heads">The persons it counts for.</param>
    /// <param name="areaCm2">Their area in square centimetres.</param>
    public void Add(Choice choice, long heads, long areaCm2)
    {
        foreach (var box in _boxes)
        {
            box.Add(choice.Answers.FirstOrDefault(answer => answer.Question == box.Question.Id), heads, areaCm2);
        }
    }

    /// <summary>Counts every question.</summary>
    /// <param name="announcementLeaf">What lots are drawn with.</param>
    /// <param name="entitled">All persons who might have voted.</param>
    public IReadOnlyList<CountedQuestion> Count(ReadOnlySpan<byte> announcementLeaf, long entitled)
    {
        var counted = new List<CountedQuestion>();
        foreach (var box in _boxes)
        {
            var outcome = QuestionCount.Of(box, announcementLeaf, entitled);
            counted.Add(new CountedQuestion(box.Question.Kind, outcome, box.IsAlike, box.VotersAreaCm2, box.BlankAreaCm2));
        }

        return counted;
    }
}
