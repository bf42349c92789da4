using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Google.Protobuf;
using Neighborhood.Domain.Core;
using Neighborhood.Rules.Proofs;
using Neighborhood.V1.Facts;

namespace Neighborhood.Domain.Tests.Golden;

/// <summary>
/// A ledger as a release wrote it: its entries with what stands beside them, its vault, and what that release answered from it. Kept as compressed JSON. It
/// never changes, and every later version answers the same from it.
/// </summary>
/// <param name="NowMicros">The time at which it was asked.</param>
/// <param name="Root">The root over its entries.</param>
/// <param name="Digest">SHA-256 over all answers.</param>
/// <param name="Entries">The stored bytes of each entry.</param>
/// <param name="Sides">The side item of an entry, by sequence.</param>
/// <param name="Vault">The vault records, by key.</param>
/// <param name="Answers">What was answered, as JSON, by reader, query and name.</param>
internal sealed record GoldenLedger(
    [property: JsonPropertyOrder(1)] long NowMicros,
    [property: JsonPropertyOrder(2)] byte[] Root,
    [property: JsonPropertyOrder(3)] byte[] Digest,
    [property: JsonPropertyOrder(4)] IReadOnlyList<byte[]> Entries,
    [property: JsonPropertyOrder(5)] IReadOnlyDictionary<long, byte[]> Sides,
    [property: JsonPropertyOrder(6)] IReadOnlyDictionary<string, byte[]> Vault,
    [property: JsonPropertyOrder(7)] SortedDictionary<string, string> Answers)
{
    /// <summary>The kinds of fact in entries.</summary>
    public static IEnumerable<Fact.KindOneofCase> KindsOf(IEnumerable<byte[]> entries) =>
        entries.Select(bytes => Entry.Parser.ParseFrom(bytes).Fact.KindCase).Distinct();

    /// <summary>What a test played, with what is answered from it now.</summary>
    public static GoldenLedger Of<TState>(Given<TState> given, Audience audience)
        where TState : class, ILedgerState, new()
    {
        var sides = Enumerable.Range(0, given.Stored.Count)
            .Select(sequence => given.Texts.Find(sequence))
            .OfType<SideItem>()
            .ToDictionary(side => side.Sequence, side => side.ToByteArray());
        var vault = given.VaultRecords.OrderBy(record => record.Key, StringComparer.Ordinal).ToDictionary();
        var played = new GoldenLedger(given.NowMicros, RootOf(given.Stored), [], given.Stored, sides, vault, []);
        var answers = played.Replay<TState>().Everything(audience);
        return played with { Answers = answers, Digest = DigestOf(answers) };
    }

    public static GoldenLedger Read(string path)
    {
        using var file = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
        return JsonSerializer.Deserialize<GoldenLedger>(file)!;
    }

    public void Write(string path)
    {
        using var file = new GZipStream(File.Create(path), CompressionLevel.SmallestSize);
        JsonSerializer.Serialize(file, this);
    }

    /// <summary>Replays it, to be asked.</summary>
    public Inquiry<TState> Replay<TState>()
        where TState : class, ILedgerState, new()
    {
        var (state, texts) = (new TState(), new MemoryTexts());
        foreach (var bytes in Entries)
        {
            state.Apply(Entry.Parser.ParseFrom(bytes), MerkleHash.Leaf(bytes));
        }

        foreach (var (sequence, side) in Sides)
        {
            texts.Put(sequence, SideItem.Parser.ParseFrom(side));
        }

        foreach (var (key, record) in Vault)
        {
            state.PutVault(key, record);
        }

        return new Inquiry<TState>(state, texts, NowMicros);
    }

    public static byte[] RootOf(IEnumerable<byte[]> entries)
    {
        var tree = new MerkleTree();
        foreach (var bytes in entries)
        {
            tree.Append(MerkleHash.Leaf(bytes));
        }

        return tree.Root();
    }

    public static byte[] DigestOf(SortedDictionary<string, string> answers) => SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(answers));
}
