using System.Buffers;

namespace Neighborhood.Rules.Proofs;

/// <summary>
/// Bytes put together only to be hashed at once: on the caller's stack while they are few, borrowed from the pool otherwise. What is borrowed is
/// cleared on return, because salts and choices pass through here.
/// </summary>
internal readonly ref struct ScratchBytes : IDisposable
{
    /// <summary>How many bytes callers put on their stack.</summary>
    public const int OnStack = 512;

    private readonly byte[]? _borrowed;

    public ScratchBytes(int length, Span<byte> stack)
    {
        _borrowed = length > stack.Length ? ArrayPool<byte>.Shared.Rent(length) : null;
        Span = _borrowed is null ? stack[..length] : _borrowed.AsSpan(0, length);
    }

    /// <summary>Exactly the bytes asked for; their content is undefined until written.</summary>
    public Span<byte> Span { get; }

    public void Dispose()
    {
        if (_borrowed is not null)
        {
            ArrayPool<byte>.Shared.Return(_borrowed, clearArray: true);
        }
    }
}
