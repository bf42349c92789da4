using Google.Protobuf;
using Neighborhood.V1;

namespace Neighborhood.Client.Calls;

/// <summary>
/// Pads the choice of a ballot of yes or no to the length that every sealed choice has (see <c>Choice.padding</c> in the contract), so that whoever sees
/// the size of an encrypted request learns nothing. The server pads anew and does not rely on it. Answers are padded by <see cref="AnswerChoice"/>.
/// </summary>
internal static class ChoicePadding
{
    private const int SealedBytes = 48;

    // Tag and length of both fields.
    private const int FramingBytes = 4;

    public static TRequest Pad<TRequest>(TRequest request)
        where TRequest : class
    {
        if (request is not CastBallotRequest { Choice: { Padding.IsEmpty: true } choice } ballot || choice.Option.Length is 0 or > SealedBytes - FramingBytes)
        {
            return request;
        }

        var padded = ballot.Clone();
        padded.Choice.Padding = ByteString.CopyFrom(new byte[SealedBytes - FramingBytes - choice.Option.Length]);
        return (TRequest)(object)padded;
    }
}
