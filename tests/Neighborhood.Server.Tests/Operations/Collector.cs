using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Google.Protobuf;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace Neighborhood.Server.Tests.Operations;

/// <summary>An OTLP collector as small as can be: it takes everything over gRPC and keeps the words of it, with no schema.</summary>
internal sealed class Collector : IAsyncDisposable
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private readonly ConcurrentDictionary<string, ConcurrentQueue<string>> _words = new();
    private readonly WebApplication _app;

    private Collector()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        _app = builder.Build();
        _app.MapPost("/opentelemetry.proto.collector.{signal}.v1.{service}/Export", TakeAsync);
    }

    /// <summary>Where it listens.</summary>
    public string Address => _app.Urls.Single();

    public static async Task<Collector> StartAsync()
    {
        var collector = new Collector();
        await collector._app.StartAsync();
        return collector;
    }

    /// <summary>Every word of a signal, "metrics" or "trace": names, keys and values.</summary>
    public IReadOnlyList<string> WordsOf(string signal) => [.. _words.GetValueOrDefault(signal) ?? []];

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task TakeAsync(HttpContext http, string signal)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        const int frame = 5;
        Read(body.ToArray()[frame..], _words.GetOrAdd(signal, _ => new()));
        http.Response.ContentType = "application/grpc";
        http.Response.AppendTrailer("grpc-status", "0");
        await http.Response.Body.WriteAsync(new byte[frame], http.RequestAborted);
    }

    // A field of bytes is a message, or words: what reads as both is kept as both, so nothing is overlooked.
    private static void Read(byte[] message, ConcurrentQueue<string> words)
    {
        var found = new List<byte[]>();
        try
        {
            var input = new CodedInputStream(message);
            for (var tag = input.ReadTag(); tag != 0; tag = input.ReadTag())
            {
                if (WireFormat.GetTagWireType(tag) == WireFormat.WireType.LengthDelimited)
                {
                    found.Add(input.ReadBytes().ToByteArray());
                    continue;
                }

                input.SkipLastField();
            }
        }
        catch (InvalidProtocolBufferException)
        {
            return;
        }

        foreach (var bytes in found)
        {
            Read(bytes, words);
            if (TextOf(bytes) is { } text)
            {
                words.Enqueue(text);
            }
        }
    }

    private static string? TextOf(byte[] bytes)
    {
        try
        {
            return Strict.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
