using Neighborhood.V1;
using Enum = System.Enum;

namespace Neighborhood.Terminal.Tests.Fakes;

/// <summary>Petitions, in every state.</summary>
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
        .On((GetPetitionRequest request) => Petition((Petition.Types.State)int.Parse(request.Name.Split('/')[^1], null)));

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
