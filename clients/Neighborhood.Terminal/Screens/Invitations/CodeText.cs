using System.Collections.Immutable;
using Neighborhood.Terminal.Text;
using QRCoder;

namespace Neighborhood.Terminal.Screens;

/// <summary>The lines of a code that is shown once.</summary>
public static class CodeText
{
    private const int QuietModules = 2;

    /// <summary>For whom it is, the code in words, and as a QR code in half blocks.</summary>
    public static Page Show(CodeState state, string title, string introduction, Words words, Moments moments, int width)
    {
        var page = new PageWriter(width);
        page.Tell(introduction, Tone.Warning, indent: 1);
        if (state.Codes.IsEmpty)
        {
            page.Say(" " + words["list_reading"], Tone.Muted);
            return page.Page(title);
        }

        var code = state.Codes[state.Shown];
        page.Say($" {code.DisplayName} {code.Address} ({state.Shown + 1}/{state.Codes.Length}) · {words.Say("code_until", moments.At(code.ExpiresAt))}",
            Tone.Title);
        page.Say("   " + code.Code, Tone.Accent);
        foreach (var row in QrRows(code.Code))
        {
            page.Add(Line.Of(width, new Span("   "), new Span(row, Tone.Code)));
        }

        return page.Page(title);
    }

    /// <summary>A QR code, two rows of modules in one line of half blocks, with a quiet zone around it.</summary>
    public static ImmutableArray<string> QrRows(string text)
    {
        using var data = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var modules = data.ModuleMatrix;
        const int ownQuietZone = 4;
        var from = ownQuietZone - QuietModules;
        var to = modules.Count - from;
        var rows = ImmutableArray.CreateBuilder<string>();
        for (var row = from; row < to; row += 2)
        {
            var line = new char[to - from];
            for (var column = from; column < to; column++)
            {
                line[column - from] = Block(modules[row][column], row + 1 < modules.Count && modules[row + 1][column]);
            }

            rows.Add(new string(line));
        }

        return rows.ToImmutable();
    }

    private static char Block(bool upper, bool lower) => (upper, lower) switch
    {
        (true, true) => '█',
        (true, false) => '▀',
        (false, true) => '▄',
        _ => ' ',
    };
}
