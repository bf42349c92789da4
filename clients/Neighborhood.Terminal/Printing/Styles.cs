namespace Neighborhood.Terminal.Printing;

/// <summary>How printed pages look: black on white, A4, readable from a step away.</summary>
internal static class Styles
{
    public const string Css = """
        @page { size: A4; margin: 14mm; }
        * { box-sizing: border-box; }
        body { font: 12pt/1.5 "Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif;
            color: #000; background: #fff; max-width: 182mm; margin: 0 auto; overflow-wrap: anywhere; }
        header { border-bottom: 2pt solid #000; padding-bottom: 3mm; margin-bottom: 4mm; }
        h1 { font-size: 22pt; line-height: 1.25; margin: 0; }
        h2 { font-size: 13pt; margin: 5mm 0 1.5mm; border-bottom: .5pt solid #999; break-after: avoid; }
        p { margin: 1mm 0; }
        .second { color: #444; font-size: .78em; font-weight: 400; }
        .question { font-size: 16pt; font-weight: 700; margin: 2mm 0; white-space: pre-wrap; }
        .notice { white-space: pre-wrap; margin: 2mm 0; }
        .status { border: 1.5pt solid #000; padding: 2mm 3mm; margin: 3mm 0; font-weight: 700; }
        .verdict { font-size: 20pt; font-weight: 700; margin: 2mm 0; }
        table { border-collapse: collapse; width: 100%; }
        td, th { border-bottom: .5pt solid #bbb; padding: 1.2mm 2mm 1.2mm 0; text-align: left; vertical-align: top; font-weight: 400; }
        th { width: 54mm; }
        tr, .clause { break-inside: avoid; }
        .clause { margin: 1.5mm 0 2.5mm; }
        .short { font-weight: 700; }
        .option { margin-right: 8mm; }
        .bar { height: 4mm; border: .5pt solid #000; margin: .6mm 0; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
        .bar i { display: block; height: 100%; background: #555; }
        .proof { display: flex; gap: 5mm; align-items: flex-start; break-inside: avoid;
            border-top: 1pt solid #000; margin-top: 6mm; padding-top: 3mm; font-size: 8.5pt; line-height: 1.4; }
        .proof svg { flex: none; width: 32mm; height: 32mm; }
        .proof code { font-size: 8pt; white-space: pre-wrap; }
        .sheet { break-after: page; }
        .sheet:last-child { break-after: auto; }
        .cards { display: grid; grid-template-columns: 1fr 1fr; grid-auto-rows: 66mm; break-after: page; }
        .cards:last-child { break-after: auto; }
        .card { border: .6pt dashed #777; padding: 3mm 4mm; display: grid; grid-template-columns: 1fr 30mm;
            grid-template-rows: 30mm 8mm 1fr; gap: 1mm 2mm; overflow: hidden; break-inside: avoid; }
        .card h3 { font-size: 13pt; line-height: 1.3; margin: 0; }
        .card p { font-size: 9pt; line-height: 1.35; }
        .card .name { font-size: 13pt; font-weight: 700; }
        .card svg { width: 30mm; height: 30mm; }
        .code { grid-column: 1 / 3; font: 700 14pt/8mm "DejaVu Sans Mono", Consolas, monospace; white-space: nowrap; }
        .words { grid-column: 1 / 3; font-size: 8.5pt; line-height: 1.35; }
        """;
}
