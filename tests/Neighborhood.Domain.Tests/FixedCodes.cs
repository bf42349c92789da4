using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Neighborhood.Domain.Core;

namespace Neighborhood.Domain.Tests;

/// <summary>Codes that a test can foretell.</summary>
public sealed class FixedCodes : ICodes
{
    /// <inheritdoc/>
    public string CodeFor(string purpose, string ledger, long id) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{purpose}:{ledger}:{id}"))))[..20];

    /// <inheritdoc/>
    public byte[] HashOf(string code) =>
        SHA256.HashData(Encoding.UTF8.GetBytes(code.Replace("-", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant()));
}
