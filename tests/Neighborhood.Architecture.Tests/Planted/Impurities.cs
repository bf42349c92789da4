using System.Diagnostics;
using System.Net.Sockets;
using System.Security.Cryptography;
using LiteDB;
using NSec.Cryptography;

namespace Neighborhood.Architecture.Tests.Planted;

public static class Clock
{
    public static DateTime Local() => DateTime.Now;

    public static DateTime Universal() => DateTime.UtcNow;

    public static DateTimeOffset Offset() => DateTimeOffset.UtcNow;

    public static long Provided(TimeProvider time) => time.GetTimestamp();

    public static long Watched() => Stopwatch.GetTimestamp();

    public static long Ticks() => Environment.TickCount64;

    public static Func<DateTime> WithinALambda() => () => DateTime.UtcNow;
}

public static class Randomness
{
    public static Guid Identifier() => Guid.NewGuid();

    public static byte[] Bytes() => RandomNumberGenerator.GetBytes(16);

    public static int Dice() => new Random(1).Next(6);

    public static Key SigningKey() => Key.Create(SignatureAlgorithm.Ed25519);
}

public static class InputOutput
{
    public static string Reads(string path) => File.ReadAllText(path);

    public static string[] Lists(string path) => Directory.GetFiles(path);

    public static long Opens(FileStream file) => file.Length;

    public static bool Calls(Socket socket) => socket.Connected;

    public static Uri? Fetches(HttpClient http) => http.BaseAddress;

    public static void Prints() => Console.WriteLine("");
}

public static class Async
{
    public static Task Returns() => Task.CompletedTask;

    public static ValueTask<int> ReturnsAValue() => new(1);

    public static async void Waits() => await Task.Yield();

    public static void Starts() => new Thread(() => { }).Start();

    public static IAsyncEnumerable<int>? Streams() => null;
}

public static class Storage
{
    public static string Names(BsonValue value) => value.AsString;
}

public static class FloatingPoint
{
    public static double Divides(long yes, long all) => (double)yes / all;

    public static bool Compares(long yes, long all) => yes > all * 0.5;

    public static decimal Counts(decimal area) => area + 1;

    public static bool Lists(List<float> shares) => shares.Count > 1;
}
