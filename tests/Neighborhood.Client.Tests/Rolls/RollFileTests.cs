using System.IO.Compression;
using System.Text;
using MiniExcelLibs;
using Neighborhood.Client.Rolls;
using Neighborhood.V1;

namespace Neighborhood.Client.Tests.Rolls;

public sealed class RollFileTests : IDisposable
{
    private const string Header = "楼栋,单元,房号,专有面积,面积来源,业主编号,业主姓名,电话,未售,投票人";
    private const string Line = "1号楼,2,301,89.50,登记,A-17,王小明,13800138000,否,是";

    private static readonly RollRow Row = new()
    {
        Line = 2,
        Building = "1号楼",
        Unit = "2",
        Room = "301",
        Area = "89.50",
        AreaSource = "登记",
        OwnerKey = "A-17",
        OwnerName = "王小明",
        Phone = "13800138000",
        Unsold = "否",
        Votes = "是",
    };

    private readonly string _folder = Directory.CreateTempSubdirectory("neighborhood-rolls-").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string> Encodings => ["utf-8", "utf-8-bom", "utf-16", "gb18030", "gbk"];

    [Theory]
    [MemberData(nameof(Encodings))]
    public async Task A_roll_is_read_in_the_encoding_it_was_saved_in(string encoding)
    {
        Assert.Equal([Row], await ReadAsync($"{Header}\r\n{Line}\r\n", EncodingNamed(encoding)));
    }

    [Theory]
    [InlineData(',')]
    [InlineData(';')]
    [InlineData('\t')]
    public async Task A_roll_is_read_with_the_separator_it_was_saved_with(char separator)
    {
        Assert.Equal([Row], await ReadAsync($"{Header}\n{Line}".Replace(',', separator)));
    }

    [Fact]
    public async Task Headers_may_be_english_and_stand_in_any_order_beside_others()
    {
        var rows = await ReadAsync("remark,Owner Name,owner_key,AREA (m2),area_source,room,unit,building\nx,李四,B,70,survey,101,1,2");

        Assert.Equal([new RollRow { Line = 2, Building = "2", Unit = "1", Room = "101", Area = "70", AreaSource = "survey", OwnerKey = "B",
            OwnerName = "李四" }], rows);
    }

    [Fact]
    public async Task Every_row_keeps_its_line_of_the_file()
    {
        var broken = Line.Replace("王小明", "\"王\n小明\"", StringComparison.Ordinal);
        var rows = await ReadAsync($"幸福小区业主名册\n\n{Header}\n{Line}\n\n,,,,,,,,,\n{broken}\n{Line}\n");

        Assert.Equal([4, 7, 9], rows.Select(row => row.Line));
        Assert.Equal("王\n小明", rows[1].OwnerName);
    }

    [Fact]
    public async Task A_short_row_is_for_the_server_to_refuse()
    {
        var rows = await ReadAsync($"{Header}\n1号楼,2");

        Assert.Equal([new RollRow { Line = 2, Building = "1号楼", Unit = "2" }], rows);
    }

    [Fact]
    public async Task A_missing_column_is_named()
    {
        var fault = await Assert.ThrowsAsync<RollFileException>(() => ReadAsync("楼栋,单元,房号,业主编号,业主姓名\n"));

        Assert.Equal(RollFileProblem.MissingColumns, fault.Problem);
        Assert.Equal(["area", "area_source"], fault.Columns.Select(column => column.Field));
        Assert.Contains("专有面积 (area)", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_without_headers_lacks_every_column()
    {
        var fault = await Assert.ThrowsAsync<RollFileException>(() => ReadAsync("1,2,3\n4,5,6\n"));

        Assert.Equal(7, fault.Columns.Count);
    }

    [Fact]
    public async Task A_repeated_column_is_named()
    {
        var fault = await Assert.ThrowsAsync<RollFileException>(() => ReadAsync(Header + ",area\n"));

        Assert.Equal((RollFileProblem.RepeatedColumn, "area"), (fault.Problem, Assert.Single(fault.Columns).Field));
    }

    [Fact]
    public async Task A_quote_that_is_never_closed_does_not_swallow_the_rows_after_it()
    {
        var fault = await Assert.ThrowsAsync<RollFileException>(() => ReadAsync($"{Header}\n{Line}\n\"{Line}\n{Line}\n"));

        Assert.Equal((RollFileProblem.Unreadable, 3), (fault.Problem, fault.Line));
    }

    [Fact]
    public async Task An_import_has_a_limit_of_rows()
    {
        var lines = string.Concat(Enumerable.Repeat(Line + "\n", RollFile.MaxRows));

        Assert.Equal(RollFile.MaxRows, (await ReadAsync($"{Header}\n{lines}")).Count);
        var fault = await Assert.ThrowsAsync<RollFileException>(() => ReadAsync($"{Header}\n{lines}{Line}"));
        Assert.Equal(RollFileProblem.TooManyRows, fault.Problem);
    }

    [Fact]
    public async Task A_file_has_a_limit_of_bytes()
    {
        var path = Path.Combine(_folder, "large.csv");
        await using (var file = File.Create(path))
        {
            file.SetLength(RollFile.MaxBytes + 1);
        }

        var fault = await Assert.ThrowsAsync<RollFileException>(() => RollFile.ReadAsync(path, Cancel));

        Assert.Equal(RollFileProblem.TooLarge, fault.Problem);
    }

    [Theory]
    [InlineData("roll.xls", RollFileProblem.UnknownFormat)]
    [InlineData("roll.xlsx", RollFileProblem.Unreadable)]
    [InlineData("roll.csv", RollFileProblem.Unreadable)]
    public async Task What_is_no_table_is_said_to_be_none(string name, RollFileProblem problem)
    {
        var path = Path.Combine(_folder, name);
        await File.WriteAllBytesAsync(path, [0xD0, 0xCF, 0x11, 0xE0, 0x00, 0x00, 0xFF, 0xFF], Cancel);

        Assert.Equal(problem, (await Assert.ThrowsAsync<RollFileException>(() => RollFile.ReadAsync(path, Cancel))).Problem);
    }

    [Fact]
    public async Task A_spreadsheet_is_read_with_its_numbers_as_people_see_them()
    {
        var path = Path.Combine(_folder, "roll.xlsx");
        var cells = new List<Dictionary<string, object?>>
        {
            new() { ["楼栋"] = 1, ["单元"] = null, ["房号"] = 301, ["专有面积（平方米）"] = 89.1, ["面积来源"] = "合同", ["业主编号"] = 1001,
                ["业主姓名"] = "王小明", ["电话"] = 13800138000, ["未售"] = "否", ["投票人"] = true },
        };
        await MiniExcel.SaveAsAsync(path, cells, cancellationToken: Cancel);

        var row = Assert.Single(await RollFile.ReadAsync(path, Cancel));

        Assert.Equal(
            new RollRow
            {
                Line = 2,
                Building = "1",
                Room = "301",
                Area = "89.1",
                AreaSource = "合同",
                OwnerKey = "1001",
                OwnerName = "王小明",
                Phone = "13800138000",
                Unsold = "否",
                Votes = "yes",
            },
            row);
    }

    [Fact]
    public async Task A_row_of_a_spreadsheet_keeps_its_line_though_rows_are_left_out()
    {
        var path = Path.Combine(_folder, "gaps.xlsx");
        await MiniExcel.SaveAsAsync(path, new[] { new { A = "x" } }, cancellationToken: Cancel);
        var header = string.Concat(Header.Split(',').Select((name, place) => Cell(3, place, name)));
        var line = string.Concat(Line.Split(',').Select((text, place) => Cell(7, place, text)));
        await using (var archive = await ZipFile.OpenAsync(path, ZipArchiveMode.Update, Cancel))
        {
            archive.GetEntry("xl/worksheets/sheet1.xml")!.Delete();
            await using var writer = new StreamWriter(await archive.CreateEntry("xl/worksheets/sheet1.xml").OpenAsync(Cancel));
            await writer.WriteAsync(
                "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><dimension ref=\"A3:J7\"/><sheetData>" +
                $"<row r=\"3\">{header}</row><row r=\"7\">{line}</row></sheetData></worksheet>");
        }

        Assert.Equal(7, Assert.Single(await RollFile.ReadAsync(path, Cancel)).Line);

        static string Cell(int row, int place, string text) => $"<c r=\"{(char)('A' + place)}{row}\" t=\"inlineStr\"><is><t>{text}</t></is></c>";
    }

    [Theory]
    [InlineData("template.csv", true)]
    [InlineData("template.csv", false)]
    [InlineData("template.xlsx", true)]
    [InlineData("template.xlsx", false)]
    public async Task A_template_has_every_column_and_no_row(string name, bool chinese)
    {
        var path = Path.Combine(_folder, name);

        await RollFile.WriteTemplateAsync(path, chinese, Cancel);

        Assert.Empty(await RollFile.ReadAsync(path, Cancel));
        await Assert.ThrowsAsync<IOException>(() => RollFile.WriteTemplateAsync(path, chinese, Cancel));
    }

    [Fact]
    public void Every_column_is_a_field_of_the_contract()
    {
        Assert.Equal(RollRow.Descriptor.Fields.InFieldNumberOrder().Select(field => field.Name).Skip(1), RollColumn.All.Select(column => column.Field));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task<IReadOnlyList<RollRow>> ReadAsync(string text, Encoding? encoding = null)
    {
        var path = Path.Combine(_folder, "roll.csv");
        await File.WriteAllTextAsync(path, text, encoding ?? new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), Cancel);
        return await RollFile.ReadAsync(path, Cancel);
    }

    private static Encoding EncodingNamed(string name) => name switch
    {
        "utf-8" => new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        "utf-8-bom" => new UTF8Encoding(encoderShouldEmitUTF8Identifier: true),
        "utf-16" => Encoding.Unicode,
        _ => CodePagesEncodingProvider.Instance.GetEncoding(name)!,
    };
}
