namespace Neighborhood.Verifier;

/// <summary>Lines of a file that may be larger than the memory: one at a time, each at most <see cref="MaxLineBytes"/>.</summary>
internal sealed class LineReader(Stream stream)
{
    /// <summary>A longer line is none of a bundle.</summary>
    public const int MaxLineBytes = 4 << 20;

    private byte[] _buffer = new byte[128 << 10];
    private int _start;
    private int _end;

    /// <summary>Lines given so far.</summary>
    public long Number { get; private set; }

    /// <summary>Bytes given so far.</summary>
    public long Position { get; private set; }

    /// <summary>The next line without its newline. Valid until the next call.</summary>
    /// <exception cref="Broken">The file ends within a line or before one, or the line is too long.</exception>
    public ReadOnlySpan<byte> Next()
    {
        var searched = 0;
        while (true)
        {
            var at = _buffer.AsSpan(_start + searched, _end - _start - searched).IndexOf((byte)'\n');
            if (at >= 0)
            {
                return Take(searched + at);
            }

            searched = _end - _start;
            Broken.Unless(searched <= MaxLineBytes, BundleFault.BundleForm);
            Broken.Unless(Fill(), BundleFault.BundleTruncated);
        }
    }

    /// <summary>Whether nothing stands behind the last line.</summary>
    public bool IsAtEnd() => _start == _end && !Fill();

    private ReadOnlySpan<byte> Take(int length)
    {
        var line = _buffer.AsSpan(_start, length);
        _start += length + 1;
        Position += length + 1;
        Number++;
        return line;
    }

    private bool Fill()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        if (_end == _buffer.Length)
        {
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        var read = stream.Read(_buffer, _end, _buffer.Length - _end);
        _end += read;
        return read > 0;
    }
}
