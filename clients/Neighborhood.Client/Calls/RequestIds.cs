using System.Collections.Concurrent;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Neighborhood.Client.Calls;

/// <summary>
/// Gives every request that has a <c>request_id</c> one, once, before its first attempt: a repeat carries the same id, so the server answers it without a
/// second effect. The caller's message is left as it is, so that using it for another call is another request.
/// </summary>
internal static class RequestIds
{
    private static readonly ConcurrentDictionary<MessageDescriptor, FieldDescriptor?> Fields = new();

    public static TRequest Fill<TRequest>(TRequest request)
        where TRequest : class
    {
        if (request is not IMessage message || FieldOf(message) is not { } field || field.Accessor.GetValue(message) is not "")
        {
            return request;
        }

        var copy = Copy(message);
        field.Accessor.SetValue(copy, Guid.NewGuid().ToString());
        return (TRequest)copy;
    }

    public static bool Has(MessageDescriptor descriptor) => FieldOf(descriptor) is not null;

    private static FieldDescriptor? FieldOf(IMessage message) => FieldOf(message.Descriptor);

    private static FieldDescriptor? FieldOf(MessageDescriptor descriptor) =>
        Fields.GetOrAdd(descriptor, known => known.FindFieldByName("request_id") is { FieldType: FieldType.String, IsRepeated: false } field ? field : null);

    private static IMessage Copy(IMessage message) => message.Descriptor.Parser.ParseFrom(message.ToByteString());
}
