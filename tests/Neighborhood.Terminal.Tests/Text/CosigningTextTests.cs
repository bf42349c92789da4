using Neighborhood.Terminal.Text;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Tests.Text;

public sealed class CosigningTextTests
{
    private static readonly CosigningStatus Refused = new()
    {
        CosignedCount = 12,
        FailureCount = 3,
        LastFailure = CosignFailure.CosignInconsistent,
        Ledgers =
        {
            new CosignedLedger { Ledger = "communities/aaa", Size = 40, CosignedSize = 31, Failure = CosignFailure.CosignInconsistent },
            new CosignedLedger { Ledger = "communities/bbb", Size = 7, CosignedSize = 7 },
        },
    };

    [Fact]
    public void How_far_each_ledger_is_cosigned_and_why_not_further_is_told() => Assert.Equal(
        "12 cosigned, 3 failed, last never\nThe witness saw another history\n"
            + "communities/aaa  31 / 40  The witness saw another history\ncommunities/bbb  7 / 7",
        CosigningText.Of(Refused, Words.English, new Moments(Words.English, TimeProvider.System)));

    [Fact]
    public void A_witness_names_the_ledgers_that_showed_two_histories() => Assert.Equal(
        "2 个账本，签署 0 次，拒绝 0 次\nkey\n出现两份历史：other/communities/bbb",
        CosigningText.Of(new WitnessStatus { Key = "key", OriginCount = 2, ForkedOrigins = { "other/communities/bbb" } }, Words.Chinese));
}
