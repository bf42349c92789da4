using Google.Protobuf;
using Neighborhood.Domain.Core;
using Neighborhood.V1.Facts;

namespace Neighborhood.Domain.Residents;

/// <summary>Vault records with their salt, and the commitment that a fact holds instead of them: over the serialized record without its salt.</summary>
internal static class Sealed
{
    public static (ResidentRecord Record, ByteString Commitment) Resident(ResidentRecord record, Entropy entropy)
    {
        var salt = entropy.Take32();
        var commitment = Commit(record, salt);
        record.Salt = UnsafeByteOperations.UnsafeWrap(salt);
        return (record, commitment);
    }

    public static (HouseholdRecord Record, ByteString Commitment) Household(HouseholdRecord record, Entropy entropy)
    {
        var salt = entropy.Take32();
        var commitment = Commit(record, salt);
        record.Salt = UnsafeByteOperations.UnsafeWrap(salt);
        return (record, commitment);
    }

    private static ByteString Commit(IMessage unsalted, byte[] salt) =>
        UnsafeByteOperations.UnsafeWrap(Rules.Proofs.TextCommitment.Compute(unsalted.ToByteArray(), salt));
}
