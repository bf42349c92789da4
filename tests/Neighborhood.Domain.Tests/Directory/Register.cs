using Google.Protobuf;
using Neighborhood.Domain.Core;
using Neighborhood.Domain.Directory;
using Neighborhood.Domain.Residents;
using Neighborhood.V1;
using Neighborhood.V1.Facts;

namespace Neighborhood.Domain.Tests.Directory;

/// <summary>A directory for tests, with an operator and, where asked, a community; and what the relay does between the two ledgers.</summary>
internal static class Register
{
    public const string BootstrapCode = "0123456789ABCDEF0123";
    public const string Password = "correct horse battery";

    public static readonly Caller Operator = new(1, IsOperator: true);

    public static readonly FixedCodes Codes = new();

    public static Given<DirectoryState> Bootstrapped()
    {
        var given = new Given<DirectoryState>();
        _ = given.When(Bootstrap(), new BootstrapOperatorRequest { Code = BootstrapCode, UserName = "admin", Password = Password }, Caller.Anonymous).Answer;
        return given;
    }

    public static BootstrapOperator Bootstrap() => new(Codes.HashOf(BootstrapCode), "hash:admin");

    public static Given<DirectoryState> WithCommunity(string id = "xingfu")
    {
        var given = Bootstrapped();
        _ = given.When(new CreateCommunity(), Creation(id), Operator).Answer;
        return given;
    }

    public static CreateCommunityRequest Creation(string id = "xingfu") =>
        new() { CommunityId = id, Title = "幸福小区", StaffDisplayName = "王主任", Settings = new Settings { PostsPerHour = 7 } };

    /// <summary>An account with an invitation of this number redeemed.</summary>
    public static long Join(this Given<DirectoryState> given, string userName, long invitation, string community = "xingfu") => given.When(
        new RedeemInvitation(community, invitation, "hash:" + userName),
        new RedeemInvitationRequest { Code = "x", UserName = userName, Password = Password },
        Caller.Anonymous).Answer;

    /// <summary>Takes over everything the community has not taken over yet, as the relay does.</summary>
    public static Given<CommunityState> Relay(this Given<DirectoryState> given, Given<CommunityState> community, string id = "xingfu")
    {
        foreach (var item in given.State.Outbox(id, community.State.Residents.DirectoryCursor, 100))
        {
            Assert.Equal(item.Sequence, community.When(new TakeOver(item), item.Fact, Caller.Ledger).Answer);
        }

        return community;
    }

    /// <summary>A message's bytes, for lists that must not change.</summary>
    public static ByteString Bytes(IMessage message) => message.ToByteString();
}
