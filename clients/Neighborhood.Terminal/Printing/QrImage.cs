using Microsoft.AspNetCore.Components;
using QRCoder;

namespace Neighborhood.Terminal.Printing;

/// <summary>QR codes as drawings within the page, so that it needs nothing from elsewhere.</summary>
internal static class QrImage
{
    /// <summary>An SVG element; medium error correction survives a crease or a drop of rain.</summary>
    public static MarkupString Of(string text)
    {
        using var data = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        using var code = new SvgQRCode(data);
        return new MarkupString(
            code.GetGraphic(new System.Drawing.Size(116, 116), "#000000", "#ffffff", drawQuietZones: true, SvgQRCode.SizingMode.ViewBoxAttribute));
    }
}
