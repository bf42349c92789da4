namespace Neighborhood.Ledger.LiteDb.Storage;

/// <summary>One file, as thin as possible, so that a simulated disk can stand below the journal. Errors are <see cref="IOException"/>.</summary>
internal interface IStorageFile : IDisposable
{
    /// <summary>Its length in bytes.</summary>
    long Length { get; }

    /// <summary>Fills the buffer from an offset and returns how much of it the file had.</summary>
    int Read(long offset, Span<byte> buffer);

    /// <summary>Writes at an offset; durable only after <see cref="Sync"/>.</summary>
    void Write(long offset, ReadOnlySpan<byte> bytes);

    /// <summary>Cuts or extends the file; durable only after <see cref="Sync"/>.</summary>
    void SetLength(long length);

    /// <summary>Returns when everything written before is on the disk itself.</summary>
    void Sync();
}

/// <summary>The folder that the files of a journal stand in.</summary>
internal interface IStorageFolder
{
    /// <summary>Bytes free on its disk.</summary>
    long FreeSpaceBytes { get; }

    /// <summary>Whether a file of this name is there.</summary>
    bool Exists(string name);

    /// <summary>Opens a file for reading and writing, and makes it where it is missing.</summary>
    IStorageFile Open(string name);

    /// <summary>Gives a file another name, over one that may have it; durable only after <see cref="Sync"/>.</summary>
    void Rename(string from, string to);

    /// <summary>Deletes a file that may be there; durable only after <see cref="Sync"/>.</summary>
    void Delete(string name);

    /// <summary>Returns when the names of its files are on the disk itself.</summary>
    void Sync();
}
