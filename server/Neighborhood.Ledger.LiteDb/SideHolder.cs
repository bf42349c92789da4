using LiteDB;

namespace Neighborhood.Ledger.LiteDb;

/// <summary>A side block where it stands: in a document of its own, or with its segment in a group.</summary>
/// <param name="Collection">The document's collection.</param>
/// <param name="Document">The whole document.</param>
/// <param name="Part">The document itself, or the segment in it.</param>
internal sealed record SideHolder(string Collection, BsonDocument Document, BsonDocument Part)
{
    public byte[] Side => Part[Documents.Value].AsBinary;

    /// <summary>A document of side blocks.</summary>
    public static SideHolder? OfSide(BsonDocument? side) => side is null ? null : new SideHolder(Documents.Sides, side, side);

    /// <summary>The segment of a key in a document that may be a group; null where its side block does not stand there.</summary>
    public static SideHolder? InGroup(BsonDocument? document, string key) =>
        document is not null && Documents.SegmentsIn(document).FirstOrDefault(one => one["_id"].AsString == key) is { } part && Documents.HasSide(part)
            ? new SideHolder(Documents.Segments, document, part)
            : null;

    /// <summary>The document with another side block; this one stays as it is.</summary>
    public BsonDocument With(byte[] side)
    {
        var part = new BsonDocument(Part) { [Documents.Value] = side };
        return ReferenceEquals(Part, Document)
            ? part
            : Documents.Of(Document["_id"].AsString, Documents.SegmentsIn(Document).Select(one => ReferenceEquals(one, Part) ? part : one));
    }
}
