using System.Globalization;
using Neighborhood.Domain.Core;
using Neighborhood.V1;

namespace Neighborhood.Domain.Residents;

/// <summary>A community as its members see it.</summary>
public static class CommunityView
{
    /// <summary>The present state.</summary>
    public static Community Of(CommunityState state) => new()
    {
        Name = Names.Community(state.Id),
        Title = state.Title,
        Settings = state.Settings,
        Etag = EtagOf(state),
        CreateTime = Times.Timestamp(state.FoundedMicros),
        HouseholdCount = state.Residents.Households.Count,
        ResidentCount = state.Residents.PresentCount,
        TotalAreaCm2 = state.Residents.TotalAreaCm2,
    };

    internal static string EtagOf(CommunityState state) => state.Version.ToString(CultureInfo.InvariantCulture);
}
