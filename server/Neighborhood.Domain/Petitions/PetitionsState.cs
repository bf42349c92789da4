using Neighborhood.Domain.Core;
using Neighborhood.V1.Facts;
using State = Neighborhood.V1.Petition.Types.State;

namespace Neighborhood.Domain.Petitions;

/// <summary>Petitions, folded from facts.</summary>
public sealed class PetitionsState
{
    private readonly SortedDictionary<long, PetitionInfo> _petitions = [];
    private readonly SortedSet<(long Micros, long Petition)> _due = [];

    /// <summary>All petitions, by id.</summary>
    public IReadOnlyDictionary<long, PetitionInfo> All => _petitions;

    /// <summary>When a deadline passes next, in microseconds, or null.</summary>
    public long? NextDueMicros => _due.Count == 0 ? null : _due.Min.Micros;

    /// <summary>The petition whose deadline that is.</summary>
    internal PetitionInfo NextDue => _petitions[_due.Min.Petition];

    /// <summary>A petition, or null.</summary>
    public PetitionInfo? Find(long id) => _petitions.GetValueOrDefault(id);

    internal void Apply(Entry entry)
    {
        var fact = entry.Fact;
        switch (fact.KindCase)
        {
            case Fact.KindOneofCase.PetitionOpened:
                Put(new PetitionInfo(entry.Sequence, entry.TimeMicros, fact.PetitionOpened));
                break;
            case Fact.KindOneofCase.PetitionSigned:
                Sign(fact.PetitionSigned);
                break;
            case Fact.KindOneofCase.PetitionSignatureWithdrawn:
                Unsign(fact.PetitionSignatureWithdrawn);
                break;
            case Fact.KindOneofCase.PetitionReached:
                var reached = fact.PetitionReached;
                Put(_petitions[reached.Petition] with
                {
                    State = State.Reached,
                    ReachedMicros = entry.TimeMicros,
                    ConveneUntilMicros = reached.ConveneUntilMicros,
                });
                break;
            case Fact.KindOneofCase.PetitionDeadlinePassed:
                var passed = fact.PetitionDeadlinePassed;
                Put(_petitions[passed.Petition] with { State = passed.State, IsOverdue = passed.State == State.Reached });
                break;
            case Fact.KindOneofCase.PetitionExtended:
                Extend(fact.PetitionExtended);
                break;
            case Fact.KindOneofCase.PetitionRedacted:
                Put(_petitions[fact.PetitionRedacted.Petition] with { IsRedacted = true });
                break;
            default:
                throw new UnknownFactException(entry.Sequence);
        }
    }

    /// <summary>The poll that a petition called for.</summary>
    internal void ApplyPoll(Entry entry)
    {
        if (entry.Fact.KindCase == Fact.KindOneofCase.PollAnnounced && entry.Fact.PollAnnounced.Petition is not 0 and var petition)
        {
            Put(_petitions[petition] with { State = State.Announced, Poll = entry.Sequence });
        }
    }

    private void Sign(PetitionSigned signed)
    {
        var before = _petitions[signed.Petition];
        Put(before with { Signatures = before.Signatures.Add(signed.Resident, signed), Have = before.Have + signed.Heads });
    }

    private void Unsign(PetitionSignatureWithdrawn withdrawn)
    {
        var before = _petitions[withdrawn.Petition];
        Put(before with
        {
            Signatures = before.Signatures.Remove(withdrawn.Resident),
            Have = before.Have - before.Signatures[withdrawn.Resident].Heads,
        });
    }

    private void Extend(PetitionExtended extended)
    {
        var moved = _petitions[extended.Petition] with { ExpiresMicros = extended.ExpiresMicros, ConveneUntilMicros = extended.ConveneUntilMicros };
        Put(extended.Poll == 0 ? moved : moved with { State = State.Reached, Poll = 0, IsOverdue = false });
    }

    private void Put(PetitionInfo petition)
    {
        if (Find(petition.Id)?.DueMicros is { } before)
        {
            _due.Remove((before, petition.Id));
        }

        _petitions[petition.Id] = petition;
        if (petition.DueMicros is { } after)
        {
            _due.Add((after, petition.Id));
        }
    }
}
