using Neighborhood.Domain.Core;
using Neighborhood.Domain.Polls;
using Neighborhood.V1.Facts;
using State = Neighborhood.V1.Petition.Types.State;

namespace Neighborhood.Domain.Petitions;

/// <summary>What time does to petitions: too few signed, or no poll was announced; and how deadlines move.</summary>
internal static class PetitionClock
{
    /// <summary>What is put on record of a petition whose deadline has come.</summary>
    public static Decision Decide(PetitionInfo petition) => Decision.Of(new Fact
    {
        PetitionDeadlinePassed = new() { Petition = petition.Id, State = petition.State == State.Open ? State.Expired : State.Reached },
    });

    /// <summary>
    /// Adds to what an absence of the server does to polls: a deadline within (from, until] moves by its length, so that as much time is left as there was.
    /// </summary>
    public static Decision? DecideOutage(IEnumerable<PetitionInfo> petitions, Decision? polls, long fromMicros, long untilMicros, long nextSequence)
    {
        var decision = polls;
        foreach (var petition in petitions.Where(petition => petition.DueMicros > fromMicros && petition.DueMicros <= untilMicros))
        {
            var by = untilMicros - fromMicros;
            var isOpen = petition.State == State.Open;
            decision ??= Decision.Of(new Fact { OutageNoted = new() { FromMicros = fromMicros, UntilMicros = untilMicros } });
            decision.Add(new Fact
            {
                PetitionExtended = new()
                {
                    Petition = petition.Id,
                    ExpiresMicros = petition.ExpiresMicros + (isOpen ? by : 0),
                    ConveneUntilMicros = petition.ConveneUntilMicros + (isOpen ? 0 : by),
                    Outage = nextSequence,
                },
            });
        }

        return decision;
    }

    /// <summary>A poll that no longer stands has not answered its petition: the time to announce another begins anew.</summary>
    public static Decision Reconvene(this Decision decision, PetitionsState petitions, PollInfo poll, long nowMicros) =>
        petitions.Find(poll.Announced.Petition) is not { } petition ? decision : decision.Add(new Fact
        {
            PetitionExtended = new()
            {
                Petition = petition.Id,
                ExpiresMicros = petition.ExpiresMicros,
                ConveneUntilMicros = nowMicros + (petition.Opened.ConveneDays * Times.DayMicros),
                Poll = poll.Id,
            },
        });
}
