namespace Neighborhood.Rules.Statutes;

/// <summary>One exclusive part (专有部分) of the estate.</summary>
/// <param name="UnitId">Its name, once on the roll.</param>
/// <param name="AreaCm2">Its exclusive area in square centimetres, above 0.</param>
/// <param name="OwnerKey">
/// Who owns it: a key that the staff enter or a salted digest of a document number, never a name. Co-owners together have one key of their own.
/// </param>
/// <param name="IsDevelopersUnsold">Whether the developer has not yet sold or not yet handed it over; then it counts with the developer.</param>
/// <param name="IsVoterNamed">False while its co-owners have not named the one who votes for it.</param>
public sealed record Part(string UnitId, long AreaCm2, string OwnerKey, bool IsDevelopersUnsold, bool IsVoterNamed);

/// <summary>One person who may vote: one head.</summary>
/// <param name="OwnerKey">Who it is.</param>
/// <param name="AreaCm2">The area the ballot weighs: of those parts that have a voter.</param>
public sealed record Voter(string OwnerKey, long AreaCm2);

/// <summary>
/// The owners' roll: persons and area of an estate, counted as 法释 (建筑物区分所有权) articles 8 and 9 say. One part is one person; the developer's unsold or
/// undelivered parts are one person together; one buyer of several parts is one person. Persons are told apart by owner key only.
/// </summary>
/// <param name="Electorate">All area and all persons, also of parts that have no voter.</param>
/// <param name="Voters">Who may vote, ordered by owner key.</param>
/// <param name="PartsWithoutVoter">Parts whose co-owners have named nobody: they cast no ballot and still count in the totals.</param>
public sealed record Roll(Electorate Electorate, IReadOnlyList<Voter> Voters, IReadOnlyList<Part> PartsWithoutVoter)
{
    /// <summary>Counts a roll.</summary>
    /// <param name="parts">All parts of the estate, in any order.</param>
    /// <param name="developerKey">The developer's owner key; unsold parts count under it, whatever key they carry.</param>
    /// <exception cref="ArgumentException">A unit occurs twice, an area is not above 0, or a key is empty.</exception>
    /// <exception cref="OverflowException">The areas together exceed 64 bits.</exception>
    public static Roll Of(IReadOnlyList<Part> parts, string developerKey)
    {
        ArgumentNullException.ThrowIfNull(parts);
        ArgumentException.ThrowIfNullOrEmpty(developerKey);
        ThrowUnlessSound(parts);

        var persons = parts
            .GroupBy(part => part.IsDevelopersUnsold ? developerKey : part.OwnerKey, StringComparer.Ordinal)
            .OrderBy(person => person.Key, StringComparer.Ordinal)
            .ToList();
        var electorate = new Electorate(parts.Sum(part => part.AreaCm2), persons.Count);
        var voters = persons
            .Where(person => person.Any(HasVoter))
            .Select(person => new Voter(person.Key, person.Where(HasVoter).Sum(part => part.AreaCm2)));
        return new Roll(electorate, [.. voters], [.. parts.Where(part => !HasVoter(part))]);
    }

    /// <summary>The developer votes for what is still its own, so co-owners to be have nobody to name yet.</summary>
    private static bool HasVoter(Part part) => part.IsVoterNamed || part.IsDevelopersUnsold;

    private static void ThrowUnlessSound(IReadOnlyList<Part> parts)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var part in parts)
        {
            if (!seen.Add(part.UnitId))
            {
                throw new ArgumentException($"Unit {part.UnitId} is on the roll twice.", nameof(parts));
            }

            if (part.AreaCm2 <= 0)
            {
                throw new ArgumentException($"Unit {part.UnitId} has no area.", nameof(parts));
            }

            if (string.IsNullOrEmpty(part.OwnerKey))
            {
                throw new ArgumentException($"Unit {part.UnitId} has no owner key.", nameof(parts));
            }
        }
    }
}
