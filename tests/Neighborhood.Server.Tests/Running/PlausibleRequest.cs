using System.Collections;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;

namespace Neighborhood.Server.Tests.Running;

/// <summary>Requests that pass every check before the decision who may make them, built from the descriptors.</summary>
public static class PlausibleRequest
{
    /// <summary>An id that nothing has, so that a call changes nothing.</summary>
    public const long Nothing = 999_999_999;

    /// <summary>A request of an rpc about a community; reads are of the resources given, and so are changes where nothing is to be spared.</summary>
    public static IMessage Of(MethodDescriptor rpc, string community, long topic, long post, long proposal, long poll, bool spare)
    {
        var reads = !spare || rpc.Name.StartsWith("Get", StringComparison.Ordinal)
            || rpc.Name.StartsWith("List", StringComparison.Ordinal) || rpc.Name == "MarkTopicRead";
        var resources = new Dictionary<string, string>
        {
            ["community"] = community,
            ["topic"] = $"{community}/topics/{Or(topic)}",
            ["post"] = $"{community}/topics/{Or(topic)}/posts/{Or(post)}",
            ["proposal"] = $"{community}/proposals/{Or(proposal)}",
            ["poll"] = $"{community}/polls/{Or(poll)}",
            ["objection"] = $"{community}/polls/{Or(poll)}/objections/{Nothing}",
            ["household"] = $"{community}/households/{(reads ? 1 : Nothing)}",
            ["resident"] = $"{community}/residents/{Or(1)}",
            ["proxy"] = $"{community}/proxies/{Nothing}",
            ["menu"] = $"{community}/menus/{Nothing}",
            ["item"] = $"{community}/menus/{Nothing}/items/{Nothing}",
            ["petition"] = $"{community}/petitions/{Nothing}",
            ["device"] = $"{community}/residents/{Or(1)}/devices/{Nothing}",
            ["paper"] = $"{community}/polls/{Or(poll)}/papers/{Nothing}",
            ["invitation"] = $"{community}/invitations/{Nothing}",
        };
        var request = (IMessage)Activator.CreateInstance(rpc.InputType.ClrType)!;
        Fill(request, resources[KindOf(rpc)]);
        return request;

        long Or(long id) => reads ? id : Nothing;
    }

    /// <summary>What kind of resource an rpc is about.</summary>
    public static string KindOf(MethodDescriptor rpc) => (rpc.Service.Name, rpc.Name, IsChild(rpc)) switch
    {
        (_, "GetCommunity" or "UpdateCommunity", _) => "community",
        (_, "GetHousehold" or "NameVotingOwner", _) => "household",
        (_, "RevokeInvitation", _) => "invitation",
        ("Communities", _, true) or ("Devices", "ListDevices", _) => "resident",
        ("Devices", _, true) => "device",
        ("Proxies", _, true) => "proxy",
        ("Petitions", _, true) => "petition",
        ("Renovation", "ListShares", _) => "item",
        ("Renovation", "PutItemsToBudget", _) => "menu",
        ("Renovation", var name, true) => name.EndsWith("Menu", StringComparison.Ordinal) ? "menu" : "item",
        ("Discussions", "CreatePost" or "ListPosts", _) => "topic",
        ("Discussions", var name, true) => name.Contains("Topic", StringComparison.Ordinal) ? "topic" : "post",
        ("Proposals", _, true) => "proposal",
        ("Polls", "AnswerObjection", _) => "objection",
        ("Papers", "GetPaperCount", _) => "poll",
        ("Papers", var name, _) => IsChild(rpc) ? "paper" : "poll",
        ("Polls", "ListRulePacks" or "AnnouncePoll" or "ListPolls", _) => "community",
        ("Polls", _, _) => "poll",
        _ => "community",
    };

    private static bool IsChild(MethodDescriptor rpc) => rpc.InputType.FindFieldByName("name") is not null;

    private static void Fill(IMessage message, string resource)
    {
        foreach (var field in message.Descriptor.Fields.InDeclarationOrder())
        {
            var isRequired = field.GetOptions()?.GetExtension(Google.Api.FieldBehaviorExtensions.FieldBehavior)
                ?.Contains(Google.Api.FieldBehavior.Required) ?? false;
            if (field.IsRepeated && isRequired)
            {
                var list = (IList)field.Accessor.GetValue(message);
                list.Add(field.FieldType == FieldType.Message ? Child(field, resource) : $"{resource}/residents/1");
            }
            else if (isRequired || field.Name == "from_sequence")
            {
                field.Accessor.SetValue(message, ValueOf(field, resource));
            }
        }
    }

    private static object ValueOf(FieldDescriptor field, string resource) => field.FieldType switch
    {
        FieldType.String when field.Name is "name" or "parent" or "ledger" => resource,
        FieldType.String when field.Name == "option" => "yes",
        FieldType.String => "文字",
        FieldType.Int64 => 1L,
        FieldType.Bytes => ByteString.CopyFrom(new byte[32]),
        FieldType.Enum => field.EnumType.Values[^1].Number,
        FieldType.Message => Child(field, resource),
        _ => throw new InvalidOperationException(field.FullName),
    };

    private static IMessage Child(FieldDescriptor field, string resource)
    {
        if (field.MessageType == Timestamp.Descriptor)
        {
            return new Timestamp { Seconds = 1_800_000_000 };
        }

        var child = (IMessage)Activator.CreateInstance(field.MessageType.ClrType)!;
        Fill(child, resource);
        return child;
    }
}
