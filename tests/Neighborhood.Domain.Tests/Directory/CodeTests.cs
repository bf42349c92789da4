using CsCheck;
using Neighborhood.Domain.Directory;

namespace Neighborhood.Domain.Tests.Directory;

public sealed class CodeTests
{
    [Fact]
    public void A_code_reads_back_as_it_was_printed() =>
        Gen.Select(Gen.Long[1, 1_000_000], Gen.Byte.Array[13]).Sample((number, bytes) =>
        {
            var code = new InvitationCode(number, SecretCode.Encode(bytes));
            Assert.Equal(SecretCode.Length, code.Secret.Length);
            Assert.Equal(code, InvitationCode.Parse(code.Format()));
        });

    [Fact]
    public void Every_bit_of_the_first_hundred_counts()
    {
        var zero = SecretCode.Encode(new byte[13]);
        for (var bit = 0; bit < 104; bit++)
        {
            var bytes = new byte[13];
            bytes[bit / 8] = (byte)(128 >> (bit % 8));
            Assert.Equal(bit >= 100, zero == SecretCode.Encode(bytes));
        }
    }

    [Theory]
    [InlineData("7-00000-11111-ABCDE-FGHJK")]
    [InlineData("7 00000 11111 abcde fghjk")]
    [InlineData("7-ooOO0-iIlL1-ABCDE-FGHJK")]
    [InlineData(" 700000—11111–abcdefghjk\t")]
    [InlineData("７－０００００－１１１１１－ＡＢＣＤＥ－ＦＧＨＪＫ")]
    public void Case_spaces_hyphens_width_and_look_alikes_do_not_matter(string typed) =>
        Assert.Equal(new InvitationCode(7, "0000011111ABCDEFGHJK"), InvitationCode.Parse(typed));

    [Theory]
    [InlineData("")]
    [InlineData("00000-11111-ABCDE-FGHJK")]
    [InlineData("0-00000-11111-ABCDE-FGHJK")]
    [InlineData("7-00000-11111-ABCDE-FGHJU")]
    [InlineData("7-00000-11111-ABCDE-FGHJ\uD800")]
    [InlineData("1234567-00000-11111-ABCDE-FGHJK")]
    public void What_cannot_be_a_code_is_none(string typed) => Assert.Null(InvitationCode.Parse(typed));
}
