using Google.Protobuf;
using Neighborhood.V1;
using Enum = System.Enum;

namespace Neighborhood.Terminal.Tests.Fakes;

/// <summary>Petitions, proxies and papers, in every state.</summary>
public static class Channels
{
    public static void Everything(FakeCalls calls) => calls
        .On((ListPetitionsRequest request) => new ListPetitionsResponse
        {
            Petitions =
            {
                Enum.GetValues<Petition.Types.State>().Skip(1).Where(state => request.State is 0 || request.State == state).Select(state => Petition(state)),
            },
        })
        .On((GetPetitionRequest request) => Petition((Petition.Types.State)int.Parse(request.Name.Split('/')[^1], null)))
        .On((ListProxiesRequest _) => new ListProxiesResponse
        {
            Proxies = { Proxy(70, 7, 8), Proxy(71, 8, 7), Proxy(72, 9, 7, isOver: true), Proxy(73, 8, 9, recorded: true) },
        })
        .On((ListPapersRequest request) => new ListPapersResponse
        {
            Papers = { Enum.GetValues<PaperState>().Skip(1).Where(state => request.State is 0 || request.State == state).Select(state => Paper(state)) },
        })
        .On((GetPaperCountRequest _) => Count())
        .On((GetReceiptRequest _) => new Receipt { Inclusion = new InclusionProof { LeafHash = ByteString.CopyFrom(new byte[32]) }, Head = new TreeHead() });

    /// <summary>Person 7 is whoever sits before the screen.</summary>
    public static Proxy Proxy(int id, int principal, int holder, bool isOver = false, bool recorded = false) => new()
    {
        Name = $"{Sample.Community}/proxies/{id}",
        Principal = Sample.Person($"欧阳建国{principal}", principal),
        Holder = Sample.Person($"居民{holder}", holder),
        Polls = { isOver ? [] : [Sample.Community + "/polls/1"] },
        Matters = { isOver ? ["use-maintenance-fund", "raise-maintenance-fund"] : [] },
        ValidUntil = Sample.At(720),
        RecordedBy = recorded ? Sample.Person("李工作", 3) : null,
        CreateTime = Sample.At(-10),
        RevokeTime = isOver ? Sample.At(-1) : null,
    };

    public static Paper Paper(PaperState state, bool second = false, int serial = 0) => new()
    {
        Name = $"{Sample.Community}/polls/1/papers/{(int)state}",
        Serial = serial == 0 ? (int)state : serial,
        State = state,
        Voter = Sample.Person("欧阳建国建国建国", 40 + (int)state),
        Addresses = { "12号楼3单元101", "十三号楼南侧附楼2单元1801" },
        AreaCm2 = 895_000,
        EnteredBy = state == PaperState.Entered ? Sample.Person("李工作", 3) : null,
        SecondEntryByMe = second,
    };

    public static PaperCount Count() => new()
    {
        Issued = 40,
        Returned = 31,
        Spoiled = 2,
        Counted = 28,
        Uncounted = 1,
        Outstanding = 9,
        EntryUntil = Sample.At(200),
    };

    public static Petition Petition(Petition.Types.State state, bool mine = false, bool overdue = false) => new()
    {
        Name = $"{Sample.Community}/petitions/{(int)state}",
        Question = "是否更换物业服务企业？" + Sample.LongText,
        Reasons = Sample.LongText,
        Matter = "select-manager",
        Of = PetitionOf.Owners,
        State = state,
        Numerator = 1,
        Denominator = 5,
        Base = 1_234,
        Needed = 247,
        Have = state is V1.Petition.Types.State.Reached or V1.Petition.Types.State.Announced ? 247 : 240,
        SignedByMe = mine,
        OpenedBy = Sample.Person("欧阳建国", 2),
        OpenTime = Sample.At(-48),
        ExpiresAt = Sample.At(240),
        ReachTime = state == V1.Petition.Types.State.Reached ? Sample.At(-2) : null,
        ConveneUntil = state == V1.Petition.Types.State.Reached ? Sample.At(overdue ? -1 : 720) : null,
        Overdue = overdue,
        Poll = state == V1.Petition.Types.State.Announced ? Sample.Community + "/polls/1" : "",
        ArticleZh = "《民法典》第二百七十八条 " + Sample.LongText,
        ArticleEn = "Civil Code, article 278",
    };
}
