namespace Neighborhood.Domain.Directory;

/// <summary>
/// An invitation code as printed: the community's number, which is no secret, and the 20 secret characters. The number tells the server
/// whose ledger to ask, since the directory does not know of every invitation.
/// </summary>
/// <param name="Community">The community's number in the directory, from 1.</param>
/// <param name="Secret">20 characters of <see cref="SecretCode.Alphabet"/>.</param>
public sealed record InvitationCode(long Community, string Secret)
{
    private const int NumberChars = 6;

    /// <summary>For example <c>7-AB3DE-FGH12-JK4MN-PQR56</c>.</summary>
    public string Format() => $"{Write(Community)}-{SecretCode.Print(Secret)}";

    /// <summary>Reads what somebody typed; null where it cannot be a code.</summary>
    public static InvitationCode? Parse(string typed)
    {
        if (SecretCode.Normalize(typed) is not { } text || text.Length is <= SecretCode.Length or > SecretCode.Length + NumberChars)
        {
            return null;
        }

        var number = text[..^SecretCode.Length].Aggregate(0L, (value, c) => value * 32 + SecretCode.Alphabet.IndexOf(c, StringComparison.Ordinal));
        return number == 0 ? null : new InvitationCode(number, text[^SecretCode.Length..]);
    }

    private static string Write(long number) => (number < 32 ? "" : Write(number / 32)) + SecretCode.Alphabet[(int)(number % 32)];
}
