using Google.Protobuf;
using Neighborhood.Domain.Core;
using Neighborhood.Domain.Devices;
using Neighborhood.Domain.Polls;
using Neighborhood.Questions;
using Neighborhood.Rules.Proofs;
using Neighborhood.V1;

namespace Neighborhood.Domain.Tests.Devices;

/// <summary>A person with a device, which does what a client does. Its key is always the same, so that every run is.</summary>
internal sealed class Owner : IDisposable
{
    private readonly DeviceKey _key;

    public Owner(long resident, byte device = 1)
    {
        Resident = resident;
        var seed = new byte[DeviceKey.Size];
        (seed[0], seed[1]) = ((byte)resident, device);
        _key = DeviceKey.Import(seed);
    }

    public long Resident { get; }

    public ByteString PublicKey => ByteString.CopyFrom(_key.PublicKey.Span);

    public Caller Caller => Xingfu.As(Resident);

    /// <summary>The name it was registered under last.</summary>
    public string Device { get; private set; } = "";

    public ByteString Sign(byte[] statement) => ByteString.CopyFrom(_key.Sign(statement));

    public RegisterDeviceRequest Registration() => new()
    {
        Parent = Xingfu.Name,
        PublicKey = PublicKey,
        PossessionSignature = Sign(SignedStatement.Possession(Xingfu.Name, Resident, PublicKey.Span)),
    };

    public Device Register(Given<CommunityState> given)
    {
        var device = given.When(new RegisterDevice(), Registration(), Caller).Answer;
        Device = device.Name;
        return device;
    }

    public ApproveDeviceRequest Approval(Owner waiting) => new()
    {
        Name = waiting.Device,
        ApprovedBy = Device,
        ApprovalSignature = Sign(SignedStatement.Approval(Xingfu.Name, Resident, IdOf(Device), waiting.PublicKey.Span)),
    };

    public Device Approve(Given<CommunityState> given, Owner waiting)
    {
        var device = given.When(new ApproveDevice(), Approval(waiting), Caller).Answer;
        waiting.Device = device.Name;
        return device;
    }

    /// <summary>A ballot signed as a client signs it, for oneself or for the principal of an authorisation.</summary>
    public CastBallotRequest Ballot(string poll, string option, long replaces = 0, Proxy? proxy = null) =>
        Ballot(poll, new Choice { Option = option }, SealedChoice.Bytes(option), replaces, proxy);

    /// <summary>The same with answers, which are signed as they are sealed.</summary>
    public CastBallotRequest Ballot(Given<CommunityState> given, string poll, QuestionAnswer[] answers, long replaces = 0, Proxy? proxy = null)
    {
        var choice = new Choice { Answers = { answers } };
        var (sealedChoice, refusal) = given.State.Poll(poll)!.Form.Seal(choice);
        Assert.Null(refusal);
        return Ballot(poll, choice, sealedChoice, replaces, proxy);
    }

    private CastBallotRequest Ballot(string poll, Choice choice, byte[] sealedChoice, long replaces, Proxy? proxy)
    {
        var voter = proxy is null ? Resident : Names.IdIn(proxy.Principal.Resident, "residents");
        var castBy = proxy is null ? 0 : Resident;
        var salt = new byte[BallotCommitment.SaltSize];
        (salt[0], salt[1]) = (7, (byte)replaces);
        var commitment = BallotCommitment.Compute(Xingfu.Name, Names.IdIn(poll, "polls"), voter, sealedChoice, salt);
        return new CastBallotRequest
        {
            Parent = poll,
            Choice = choice,
            Salt = ByteString.CopyFrom(salt),
            Device = Device,
            Replaces = replaces,
            Signature = Sign(SignedStatement.Ballot(Xingfu.Name, Names.IdIn(poll, "polls"), voter, castBy, replaces, commitment)),
            Authorization = proxy?.Name ?? "",
        };
    }

    public Outcome<CommunityState, CastBallotResponse> Vote(Given<CommunityState> given, string poll, string option, long replaces = 0) =>
        given.When(new CastBallot(), Ballot(poll, option, replaces), Caller);

    /// <summary>An authorisation given online, signed as a client signs it.</summary>
    public AuthorizeProxyRequest Proxy(Given<CommunityState> given, long proxy, string poll, string matter = "")
    {
        var until = given.NowMicros + (100 * Times.DayMicros);
        long[] polls = poll.Length == 0 ? [] : [Names.IdIn(poll, "polls")];
        string[] matters = matter.Length == 0 ? [] : [matter];
        return new AuthorizeProxyRequest
        {
            Parent = Xingfu.Name,
            Proxy = Xingfu.Resident(proxy),
            Polls = { poll.Length == 0 ? [] : [poll] },
            Matters = { matters },
            ValidUntil = Times.Timestamp(until),
            Device = Device,
            Signature = Sign(SignedStatement.Proxy(Xingfu.Name, Resident, proxy, until, polls, matters)),
        };
    }

    public IReadOnlyList<Device> Devices(Given<CommunityState> given, Caller? reader = null) =>
        given.Read(new ListDevices(), new ListDevicesRequest { Parent = Xingfu.Resident(Resident) }, reader ?? Caller).Devices;

    public void Dispose() => _key.Dispose();

    private static long IdOf(string device) => Names.IdsIn(device, "residents", "devices").Second;
}
