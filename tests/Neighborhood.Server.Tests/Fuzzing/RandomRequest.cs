using System.Collections;
using System.Text;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Neighborhood.Server.Tests.Fuzzing;

/// <summary>Requests made of the descriptors and of chance: from nearly right to no message at all.</summary>
/// <param name="random">Chance, seeded.</param>
/// <param name="names">Resource names that exist.</param>
internal sealed class RandomRequest(Random random, IReadOnlyList<string> names)
{
    private static readonly string[] Wild =
    [
        "\u0000", "\u202e反\u202c", "\ufeff", "\ud83d\ude00", "e\u0301\u0301\u0301", "\uffff", "\ufffe",
        "\u200d\u200d", "％ｓ", "'; --", "../../etc", "{0}", "\r\n\r\n", "𠮷野家",
        "-1", "1e309", "NaN", "9223372036854775808", "true", "communities/", "communities//polls/0", "communities/xingfu/polls/007", "%00", "<script>",
    ];

    private static readonly long[] Numbers = [0, 1, -1, 2, 100, int.MaxValue, int.MinValue, long.MaxValue, long.MinValue, 1L << 62, 253_402_300_800];

    // Long lists within long lists would make a request that no memory holds.
    private const int MaxElements = 3_000;

    private int _elementsLeft;

    // How many of a hundred fields are wild: a request with a single bad field gets further than one with many.
    private int _wildness;

    /// <summary>The body of a call.</summary>
    public byte[] Body(MethodDescriptor rpc)
    {
        _wildness = random.Next(4) switch
        {
            0 => 0,
            1 => 5,
            2 => 15,
            _ => 50,
        };
        _elementsLeft = MaxElements;
        var body = Message(rpc.InputType, depth: 0).ToByteArray();
        return random.Next(10) switch
        {
            0 => Mutated(body),
            1 => Bytes(random.Next(200)),
            2 when random.Next(4) == 0 => Deep(random.Next(1, 20_000)),
            _ => body,
        };
    }

    /// <summary>A token that nobody was given.</summary>
    public string Token() => random.Next(3) switch
    {
        0 => Convert.ToBase64String(Bytes(random.Next(80))),
        1 => new string((char)random.Next(33, 127), random.Next(1, 2_000)),
        _ => Convert.ToBase64String(Bytes(48)).Replace('+', '-').Replace('/', '_'),
    };

    private IMessage Message(MessageDescriptor type, int depth)
    {
        var message = (IMessage)Activator.CreateInstance(type.ClrType)!;
        foreach (var field in type.Fields.InDeclarationOrder().Where(field => !IsWild(3) && (field.Name != "page_token" || IsWild(1))))
        {
            if (!field.IsRepeated)
            {
                field.Accessor.SetValue(message, Value(field, depth));
                continue;
            }

            var list = (IList)field.Accessor.GetValue(message);
            for (var i = IsWild(3) ? 1_500 : random.Next(1, 4); i > 0 && _elementsLeft > 0; i--)
            {
                _elementsLeft--;
                list.Add(Value(field, depth));
            }
        }

        return message;
    }

    private object Value(FieldDescriptor field, int depth) => field.FieldType switch
    {
        FieldType.String => Text(field.Name),
        FieldType.Bytes => ByteString.CopyFrom(Bytes(random.Next(100))),
        FieldType.Bool => random.Next(2) == 0,
        FieldType.Int32 => (int)Number(),
        FieldType.Int64 => Number(),
        FieldType.Enum => IsWild(1) ? (int)Number() : field.EnumType.Values[random.Next(1, field.EnumType.Values.Count)].Number,
        FieldType.Message => Message(field.MessageType, depth + 1),
        _ => throw new InvalidOperationException($"There is a field of a new type: {field.FullName}."),
    };

    private bool IsWild(int rarity) => random.Next(100 * rarity) < _wildness;

    private string Text(string field) => IsWild(1) ? WildText() : field switch
    {
        "name" or "parent" or "ledger" or "proposal" or "topic" or "reply_to" or "household" or "residents" or "voting_owner"
            => names[random.Next(names.Count)],
        "request_id" => new Guid(Bytes(16)).ToString(),
        "option" => "yes",
        "rule_pack" => "simple-majority",
        "rule_pack_version" => "",
        "password" or "new_password" => "一二三四五六七八九十甲乙丙丁",
        "area" => $"{random.Next(1, 500)}.{random.Next(100)}",
        "area_source" => "survey",
        "unsold" or "votes" => "",
        "community_id" => $"c{random.Next(1_000)}",
        _ => "文字" + random.Next(1_000),
    };

    private string WildText() => random.Next(5) switch
    {
        0 => Encoding.Unicode.GetString(Bytes(random.Next(60))).Replace('\ud800', ' '),
        1 => new string((char)random.Next(0x4e00, 0x9fff), random.Next(20_000)),
        2 => "",
        _ => Wild[random.Next(Wild.Length)] + Wild[random.Next(Wild.Length)],
    };

    private long Number() => random.Next(2) == 0 ? Numbers[random.Next(Numbers.Length)] : random.NextInt64(1, 2_000);

    private byte[] Mutated(byte[] body)
    {
        for (var i = random.Next(1, 5); i > 0 && body.Length > 0; i--)
        {
            body[random.Next(body.Length)] = (byte)random.Next(256);
        }

        return random.Next(2) == 0 ? body : body[..random.Next(body.Length + 1)];
    }

    private byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        random.NextBytes(bytes);
        return bytes;
    }

    /// <summary>Messages within messages, as groups of a field that no message has.</summary>
    private static byte[] Deep(int depth) => [.. Enumerable.Repeat((byte)0x9b, depth).SelectMany(start => new byte[] { start, 0x06 })];
}
