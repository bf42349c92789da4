using Google.Protobuf;
using Neighborhood.V1;
using Neighborhood.V1.Facts;

namespace Neighborhood.Questions;

/// <summary>What a ballot of a poll may say, and its one spelling in bytes: those that are sealed.</summary>
public sealed class ChoiceForm
{
    // Two bytes of length make any padding from 128 to 16,383 zeros fit exactly; with one byte and with two, 130 bytes could not be filled.
    private const int LeastPaddingBytes = 131;
    private const int FramingBytes = 3;

    private readonly QuestionForm[] _questions;

    private ChoiceForm(IEnumerable<Question> questions)
    {
        _questions = [.. questions.Select(question => new QuestionForm(question))];
        SizeBytes = _questions.Length == 0
            ? SealedChoice.SizeBytes
            : new Choice { Answers = { _questions.Select(question => question.Longest()) } }.CalculateSize() + LeastPaddingBytes;
    }

    /// <summary>Bytes of every sealed choice.</summary>
    public int SizeBytes { get; }

    /// <summary>The questions that are answered, in order; empty for a poll of yes or no, whose ballots name an option.</summary>
    public IReadOnlyList<QuestionForm> Questions => _questions;

    /// <summary>The form of an announcement's ballots.</summary>
    public static ChoiceForm Of(PollAnnounced announced) => new(announced.Questions);

    /// <summary>The form of ballots that answer these questions.</summary>
    public static ChoiceForm Of(IEnumerable<Question> questions) => new(questions);

    /// <summary>The bytes to seal, or what is wrong with the choice.</summary>
    public (byte[] Sealed, QuestionFault? Fault) Seal(Choice? choice)
    {
        var asked = choice ?? new Choice();
        return Check(asked) is { } fault ? ([], fault) : (_questions.Length == 0 ? SealedChoice.Bytes(asked.Option) : Bytes(asked), null);
    }

    /// <summary>Reads sealed bytes back; null where they are none, or not what this poll could have sealed.</summary>
    public Choice? Read(ByteString bytes) => SealedChoice.Read(bytes, SizeBytes) is { } choice && Check(choice) is null ? choice : null;

    /// <summary>Reads sealed bytes back; null where they are not the one spelling of what this poll could have sealed.</summary>
    public Choice? ReadSpelt(ByteString bytes) => Read(bytes) is { } choice && bytes.Span.SequenceEqual(Seal(choice).Sealed) ? choice : null;

    private QuestionFault? Check(Choice choice)
    {
        if (_questions.Length == 0)
        {
            return choice.Answers.Count > 0 ? QuestionFault.BadField("choice.answers", FieldProblem.NotAsked)
                : PollOptions.ChoiceOf(choice.Option) is null ? QuestionFault.UnknownOption("choice.option")
                : null;
        }

        return choice.Option.Length > 0
            ? QuestionFault.BadField("choice.option", FieldProblem.NotAsked)
            : choice.Answers.Index().Select(answer => Check(choice, answer.Index)).FirstOrDefault(fault => fault is not null);
    }

    private QuestionFault? Check(Choice choice, int index)
    {
        var (answer, path) = (choice.Answers[index], $"choice.answers[{index}]");
        if (Array.Find(_questions, question => question.Id == answer.Question) is not { } question)
        {
            return QuestionFault.BadField($"{path}.question", FieldProblem.UnknownValue);
        }

        return choice.Answers.Take(index).Any(earlier => earlier.Question == answer.Question)
            ? QuestionFault.BadField($"{path}.question", FieldProblem.NamedTwice)
            : question.Check(answer, path);
    }

    /// <summary>Answers in the order of the questions and marks in the order of the options: what says the same has the same bytes.</summary>
    private byte[] Bytes(Choice choice)
    {
        var answers = choice.Answers.ToDictionary(answer => answer.Question, StringComparer.Ordinal);
        var canonical = new Choice { Answers = { _questions.Where(one => answers.ContainsKey(one.Id)).Select(one => one.Canonical(answers[one.Id])) } };
        canonical.Padding = UnsafeByteOperations.UnsafeWrap(new byte[SizeBytes - canonical.CalculateSize() - FramingBytes]);
        return canonical.ToByteArray();
    }
}
