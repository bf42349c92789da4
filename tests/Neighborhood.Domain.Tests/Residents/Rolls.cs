using Neighborhood.Domain.Core;
using Neighborhood.Domain.Residents;
using Neighborhood.V1;

namespace Neighborhood.Domain.Tests.Residents;

/// <summary>Rolls for tests.</summary>
internal static class Rolls
{
    public static readonly Caller Staff = Xingfu.As(Xingfu.Staff);

    public static RollRow Row(int line, string room, string ownerKey, string area = "89.50", string votes = "", string name = "") => new()
    {
        Line = line,
        Building = "1号楼",
        Unit = "2单元",
        Room = room,
        Area = area,
        AreaSource = "登记",
        OwnerKey = ownerKey,
        OwnerName = name.Length > 0 ? name : "业主" + ownerKey,
        Votes = votes,
    };

    public static RollRow Unsold(int line, string room) => new()
    {
        Line = line,
        Building = "1号楼",
        Unit = "2单元",
        Room = room,
        Area = "70",
        AreaSource = "survey",
        Unsold = "是",
    };

    public static ImportRollResponse Preview(this Given<CommunityState> given, params RollRow[] rows) =>
        given.Try(Import(rows), Request(rows, validateOnly: true), Staff).Answer;

    /// <summary>Previews and applies.</summary>
    public static Outcome<CommunityState, ImportRollResponse> Import(this Given<CommunityState> given, params RollRow[] rows)
    {
        var preview = given.Preview(rows);
        Assert.Empty(preview.BadRows);
        return given.Try(Import(rows), Request(rows, validateOnly: false, preview.PreviewEtag), Staff);
    }

    public static ImportRoll Import(RollRow[] rows) => new(RollReading.Of(rows));

    public static ImportRollRequest Request(RollRow[] rows, bool validateOnly, string etag = "") =>
        new() { Parent = Xingfu.Name, Rows = { rows }, ValidateOnly = validateOnly, PreviewEtag = etag };

    /// <summary>The household with this room in 1号楼 2单元.</summary>
    public static HouseholdInfo Home(this Given<CommunityState> given, string room) =>
        given.State.Residents.Households[given.State.Vault.Households.Single(pair => pair.Value.Room == room).Key];

    /// <summary>The present resident with this owner key.</summary>
    public static long OwnerKeyed(this Given<CommunityState> given, string key) =>
        given.State.Vault.Residents.Single(pair => pair.Value.OwnerKey == key && given.State.Residents.Find(pair.Key)!.IsPresent).Key;
}
