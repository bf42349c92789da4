using Neighborhood.Ledger.LiteDb.Storage;

namespace Neighborhood.Ledger.Tests.LiteDb.Simulation;

/// <summary>LiteDB's log as it would be without our frames: to show that the simulated disk finds out why they are needed.</summary>
internal sealed class RawLogStream(IStorageFile file) : LogStream
{
    private Exception? failure;

    public override long Length => file.Length;

    public override int Read(byte[] buffer, int offset, int count)
    {
        var read = file.Read(Position, buffer.AsSpan(offset, count));
        Position += read;
        return read;
    }

    public override void Write(byte[] buffer, int offset, int count)
    {
        Remember(() => file.Write(Position, buffer.AsSpan(offset, count)));
        Position += count;
    }

    public override void SetLength(long value) => Remember(() => file.SetLength(value));

    public override void SyncIfWritten()
    {
        Remember(file.Sync);
        if (failure is not null) throw new IOException("The log could not be written.", failure);
    }

    public override void Scrub()
    {
    }

    private void Remember(Action write)
    {
        try
        {
            if (failure is null) write();
        }
        catch (IOException error)
        {
            failure = error;
        }
    }
}
