namespace Neighborhood.Client.Rolls;

/// <summary>A column of a roll file: its header in either language. The rows themselves are checked by the server.</summary>
/// <param name="Field">The English header, which is also how the server names the field.</param>
/// <param name="Chinese">The Chinese header.</param>
/// <param name="IsRequired">Whether a roll without it cannot be read.</param>
public sealed record RollColumn(string Field, string Chinese, bool IsRequired)
{
    /// <summary>Every column, in the order of a template.</summary>
    public static IReadOnlyList<RollColumn> All { get; } =
    [
        new("building", "楼栋", IsRequired: true),
        new("unit", "单元", IsRequired: true),
        new("room", "房号", IsRequired: true),
        new("area", "专有面积", IsRequired: true),
        new("area_source", "面积来源", IsRequired: true),
        new("owner_key", "业主编号", IsRequired: true),
        new("owner_name", "业主姓名", IsRequired: true),
        new("phone", "电话", IsRequired: false),
        new("unsold", "未售", IsRequired: false),
        new("votes", "投票人", IsRequired: false),
    ];

    /// <summary>The column of a header as people write it: with a unit in brackets, with spaces, in capitals; null where it is none of ours.</summary>
    internal static RollColumn? Of(string header)
    {
        var bracket = header.IndexOfAny(['(', '（']);
        var name = (bracket > 0 ? header[..bracket] : header).Trim();
        var field = name.Replace(' ', '_').Replace('-', '_');
        return All.FirstOrDefault(column => column.Chinese == name || column.Field.Equals(field, StringComparison.OrdinalIgnoreCase));
    }
}
