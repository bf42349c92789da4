using System.Text.Json;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Tests.Commands;

public sealed class RollTests : IDisposable
{
    private readonly Prompt _prompt = new();
    private readonly List<ImportRollRequest> _imports = [];
    private readonly string _roll;

    public RollTests()
    {
        _roll = _prompt.PathOf("roll.csv");
        File.WriteAllText(_roll, "楼栋,单元,房号,专有面积,面积来源,业主编号,业主姓名\n1,1,101,89.50,登记,A1,林书华\n");
        _prompt.Server.On<ImportRollRequest>("Communities/ImportRoll", request =>
        {
            _imports.Add(request);
            var added = new RollChange { Kind = RollChange.Types.Kind.Added, Line = 2, Building = "1", Unit = "1", Room = "101", After = "89.50" };
            return request.ValidateOnly ? new ImportRollResponse { Changes = { added }, PreviewEtag = "etag-1" } : new ImportRollResponse { Applied = true };
        });
    }

    public void Dispose() => _prompt.Dispose();

    [Fact]
    public async Task Without_apply_it_is_a_dry_run()
    {
        Assert.Equal(0, await _prompt.RunAsync("import-roll", _roll, "--community", "x"));

        var import = Assert.Single(_imports);
        Assert.True(import.ValidateOnly);
        Assert.Equal((2, "89.50"), (import.Rows[0].Line, import.Rows[0].Area));
        Assert.Contains("新增", _prompt.Out, StringComparison.Ordinal);
        Assert.Contains("1-1-101", _prompt.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Applying_hands_back_the_etag_of_the_preview()
    {
        Assert.Equal(0, await _prompt.RunAsync("import-roll", _roll, "--community", "x", "--apply", "--yes"));

        Assert.Equal([true, false], _imports.Select(import => import.ValidateOnly));
        Assert.Equal("etag-1", _imports[1].PreviewEtag);
        Assert.Contains("已写入：1 处变化", _prompt.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_is_asked_where_there_is_no_terminal()
    {
        Assert.Equal(2, await _prompt.RunAsync("import-roll", _roll, "--community", "x", "--apply"));

        Assert.Single(_imports);
    }

    [Theory]
    [InlineData("y", 2)]
    [InlineData("是", 2)]
    [InlineData("n", 1)]
    [InlineData("", 1)]
    public async Task A_person_is_asked_before_it_is_applied(string answer, int imports)
    {
        (_prompt.IsInteractive, _prompt.Input) = (true, answer);

        Assert.Equal(0, await _prompt.RunAsync("import-roll", _roll, "--community", "x", "--apply"));

        Assert.Equal(imports, _imports.Count);
    }

    [Fact]
    public async Task Bad_rows_are_printed_with_line_field_and_reason_and_nothing_is_applied()
    {
        _prompt.Server.On<ImportRollRequest>("Communities/ImportRoll", request =>
        {
            _imports.Add(request);
            return new ImportRollResponse { BadRows = { new BadRow { Line = 2, Field = "area", Problem = RowProblem.NotAnArea, Value = "八十九" } } };
        });

        Assert.Equal(1, await _prompt.RunAsync("import-roll", _roll, "--community", "x", "--apply", "--yes"));

        Assert.True(Assert.Single(_imports).ValidateOnly);
        Assert.Contains("专有面积 (area)", _prompt.Out, StringComparison.Ordinal);
        Assert.Contains("八十九", _prompt.Out, StringComparison.Ordinal);
        Assert.Contains("不是面积", _prompt.Out, StringComparison.Ordinal);

        Assert.Equal(1, await _prompt.RunAsync("import-roll", _roll, "--community", "x", "--json"));
        using var document = JsonDocument.Parse(_prompt.Out);
        Assert.Equal("NOT_AN_AREA", document.RootElement.GetProperty("badRows")[0].GetProperty("problem").GetString());
    }

    [Fact]
    public async Task The_template_can_be_read_back()
    {
        var path = _prompt.PathOf("empty.csv");

        Assert.Equal(0, await _prompt.RunAsync("roll", "template", path));

        Assert.Empty(await Client.Rolls.RollFile.ReadAsync(path, TestContext.Current.CancellationToken));
        Assert.Equal(2, await _prompt.RunAsync("roll", "template", path));
    }
}
