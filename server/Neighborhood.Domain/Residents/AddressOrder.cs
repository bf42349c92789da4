using System.Globalization;
using Neighborhood.V1.Facts;

namespace Neighborhood.Domain.Residents;

/// <summary>Orders addresses by building, unit and room as people count them: 2号楼 before 10号楼.</summary>
internal sealed class AddressOrder : IComparer<(HouseholdRecord Address, long Id)>
{
    private static readonly CompareInfo Compare = CultureInfo.InvariantCulture.CompareInfo;

    int IComparer<(HouseholdRecord Address, long Id)>.Compare((HouseholdRecord Address, long Id) x, (HouseholdRecord Address, long Id) y)
    {
        var order = By(x.Address.Building, y.Address.Building);
        order = order != 0 ? order : By(x.Address.Unit, y.Address.Unit);
        order = order != 0 ? order : By(x.Address.Room, y.Address.Room);
        return order != 0 ? order : x.Id.CompareTo(y.Id);
    }

    private static int By(string x, string y)
    {
        var order = Compare.Compare(x, y, CompareOptions.NumericOrdering);
        return order != 0 ? order : string.CompareOrdinal(x, y);
    }
}
