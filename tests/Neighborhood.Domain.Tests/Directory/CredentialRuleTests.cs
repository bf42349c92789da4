using Neighborhood.Domain.Directory;
using Neighborhood.V1;

namespace Neighborhood.Domain.Tests.Directory;

public sealed class CredentialRuleTests
{
    [Theory]
    [InlineData("li", "li")]
    [InlineData("李雷", "李雷")]
    [InlineData(" Wang.Fang_2-x ", "wang.fang_2-x")]
    [InlineData("ＷＡＮＧ", "wang")]
    [InlineData("हिन्दी", "हिन्दी")]
    [InlineData("abcdefghijklmnopqrstuvwxyz012345", "abcdefghijklmnopqrstuvwxyz012345")]
    public void A_user_name_is_compared_without_case_and_width(string userName, string key) => Assert.Equal(key, UserName.Key(userName));

    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("a b")]
    [InlineData("a@b")]
    [InlineData("ab\u0000")]
    [InlineData("ab\uD800")]
    [InlineData("李雷😀")]
    [InlineData("abcdefghijklmnopqrstuvwxyz0123456")]
    public void What_is_no_user_name_has_no_key(string userName) => Assert.Null(UserName.Key(userName));

    [Theory]
    [InlineData("123456789", false)]
    [InlineData("1234567890", false)]
    [InlineData("Password123", false)]
    [InlineData("aaaaaaaaaaaaaaaa", false)]
    [InlineData("ababababcdcdcdcd", false)]
    [InlineData("woaini1314", false)]
    [InlineData("tall grass", true)]
    [InlineData("清晨的桂花树下见一面", true)]
    public void A_password_is_long_and_not_what_everybody_tries(string password, bool accepted) =>
        Assert.Equal(accepted, PasswordPolicy.Check(password, "password") is null);

    [Fact]
    public void A_password_has_a_longest_length()
    {
        var longest = string.Concat(Enumerable.Repeat("abcdefghij", PasswordPolicy.MaxChars / 10));
        Assert.Null(PasswordPolicy.Check(longest, "password"));
        Assert.Equal(ErrorReason.InvalidField, PasswordPolicy.Check(longest + "k", "password")?.Reason);
    }

    [Fact]
    public void A_refusal_tells_the_length_and_never_the_password()
    {
        var refusal = PasswordPolicy.Check("secret", "new_password")!;
        Assert.Equal((ErrorReason.PasswordTooWeak, "new_password"), (refusal.Reason, refusal.Field));
        Assert.Equal("10", Assert.Single(refusal.Details!).Value);
    }
}
