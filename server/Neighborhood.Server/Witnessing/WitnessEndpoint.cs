using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Neighborhood.Ledger;
using Neighborhood.Server.Hosting;

namespace Neighborhood.Server.Witnessing;

/// <summary>Where a witness is asked: C2SP tlog-witness over HTTP/1.1, on an address of its own, since the other one speaks HTTP/2 alone.</summary>
internal static class WitnessEndpoint
{
    /// <summary>Lets Kestrel listen on <see cref="WitnessOptions.Listen"/>; does nothing where it is empty.</summary>
    public static void ListenAsWitness(this WebApplicationBuilder builder)
    {
        var options = builder.Configuration.GetSection(ServerOptions.Section).Get<ServerOptions>() ?? new ServerOptions();
        if (options.Witness.Listen.Length == 0)
        {
            return;
        }

        var url = BindingAddress.Parse(options.Witness.Listen);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(ServerHost.AddressOf(url), url.Port, listen =>
        {
            listen.Protocols = HttpProtocols.Http1;
            if (url.Scheme == "https")
            {
                listen.UseHttps(options.CertificateFile, options.CertificatePassword);
            }

            listen.Use(next => connection =>
            {
                connection.Features.Set(new WitnessConnection());
                return next(connection);
            });
        }));
    }

    /// <summary>Answers there and nowhere else.</summary>
    public static void MapWitness(this WebApplication app) => app.MapPost("/add-checkpoint", AnswerAsync);

    private static async Task AnswerAsync(HttpContext http, Witness witness, RateLimits rates)
    {
        var reply = await ReplyAsync(http, witness, rates);
        http.Response.StatusCode = reply.Status;
        http.Response.ContentType = reply.ContentType;
        await http.Response.WriteAsync(reply.Body, http.RequestAborted);
    }

    private static async Task<WitnessReply> ReplyAsync(HttpContext http, Witness witness, RateLimits rates)
    {
        if (http.Features.Get<WitnessConnection>() is null)
        {
            return new WitnessReply(StatusCodes.Status404NotFound, "");
        }

        if (rates.Refuse(0, http.Connection.RemoteIpAddress) is not null)
        {
            return new WitnessReply(StatusCodes.Status429TooManyRequests, "Too many requests.\n");
        }

        http.Features.GetRequiredFeature<IHttpMaxRequestBodySizeFeature>().MaxRequestBodySize = Limits.WitnessBodyBytes;
        using var reader = new StreamReader(http.Request.Body, new UTF8Encoding(false, throwOnInvalidBytes: true));
        try
        {
            return witness.Add(await reader.ReadToEndAsync(http.RequestAborted));
        }
        catch (Exception unreadable) when (unreadable is DecoderFallbackException or Microsoft.AspNetCore.Http.BadHttpRequestException)
        {
            return new WitnessReply(StatusCodes.Status400BadRequest, "The body is too long, or not UTF-8.\n");
        }
        catch (IOException)
        {
            // Without the disk nothing is remembered, so nothing is signed.
            return new WitnessReply(StatusCodes.Status503ServiceUnavailable, "The witness cannot remember anything now.\n");
        }
    }

    private sealed class WitnessConnection;
}
