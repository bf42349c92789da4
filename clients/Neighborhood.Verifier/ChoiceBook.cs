using Google.Protobuf;
using Neighborhood.Questions;
using Neighborhood.V1;
using Neighborhood.V1.Facts;

namespace Neighborhood.Verifier;

/// <summary>
/// What a ballot of a poll may say, in its one spelling: an option, or answers to questions. Of answers each different choice is kept once, so that memory
/// grows with different ballots alone.
/// </summary>
internal sealed class ChoiceBook
{
    private const int ChoiceBytes = 48;
    private readonly Dictionary<ByteString, int> _places = [];
    private readonly List<Choice> _answers = [];
    private readonly ChoiceForm _form;

    public ChoiceBook(PollAnnounced announced)
    {
        _form = ChoiceForm.Of(announced);
        Options = announced.Questions.Count > 0 ? [] : [.. announced.Options.Select(option => option.Id)];
        foreach (var (index, option) in Options.Index())
        {
            _places[SealedBytes(option)] = index;
        }
    }

    /// <summary>The ids of the options, in the order announced; none of a poll that asks questions.</summary>
    public IReadOnlyList<string> Options { get; }

    /// <summary>How many different choices there are, or were opened so far.</summary>
    public int Count => Options.Count + _answers.Count;

    /// <summary>What the choices say of a poll that asks questions, by place.</summary>
    public IReadOnlyList<Choice> Answers => _answers;

    /// <summary>The place of a choice; null where it is none of this poll.</summary>
    public int? PlaceOf(byte[] opened)
    {
        var bytes = ByteString.CopyFrom(opened);
        if (_places.TryGetValue(bytes, out var place))
        {
            return place;
        }

        if (_form.Questions.Count == 0 || _form.ReadSpelt(bytes) is not { } choice)
        {
            return null;
        }

        _answers.Add(choice);
        _places[bytes] = _answers.Count - 1;
        return _answers.Count - 1;
    }

    /// <summary>The one way in which an option is sealed: padded with zeros to one length.</summary>
    private static ByteString SealedBytes(string option)
    {
        var choice = new Choice { Option = option };
        var framing = choice.CalculateSize() + 2;
        choice.Padding = ByteString.CopyFrom(new byte[Math.Max(0, ChoiceBytes - framing)]);
        return choice.ToByteString();
    }
}
