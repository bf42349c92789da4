namespace Neighborhood.Rules.Statutes;

/// <summary>
/// Whether the numbers of a confidential poll would tell what somebody chose: where all who voted chose alike, and where an option has so few ballots that
/// their area, or the silence of the others, tells who they are.
/// </summary>
public static class Withholding
{
    /// <summary>Whether the tally stays sealed. A poll in which nobody voted has nothing to hide.</summary>
    public static bool Applies(RulePack pack, Tally tally)
    {
        ArgumentNullException.ThrowIfNull(pack);
        ArgumentNullException.ThrowIfNull(tally);
        if (pack.WithholdBelow == 0)
        {
            return false;
        }

        long[] chosen = [.. new[] { tally.Yes.Count, tally.No.Count, tally.Abstain.Count }.Where(count => count > 0)];
        return chosen.Length == 1 || chosen.Any(count => count < pack.WithholdBelow);
    }
}
