using System.Globalization;
using System.Text;
using Grpc.Core;
using Neighborhood.Domain.Access;
using Neighborhood.V1;

namespace Neighborhood.Architecture.Tests;

/// <summary>The documents that are printed from the tables of the code.</summary>
public static class PrintedDocs
{
    private const string RemedyMark = "Remedy:";

    /// <summary>docs/access.md: a table for each service, a row for each call.</summary>
    public static string Access(IReadOnlyDictionary<string, Roles> rows)
    {
        var text = new StringBuilder("""
            # Who may call what

            Printed from `AccessTable`; do not edit. What depends on more than the role (who wrote a post, who stands on the roll of a poll) is decided by
            each operation. Whoever has no role in a community is answered NOT_FOUND, whether or not the community exists.

            "members" are residents, owners, council members, hosts, moderators, staff, contact cadres, handling units and observers; "participants" are
            members without the observers.

            """);
        foreach (var service in Proto.Services())
        {
            text.Append('\n').Append("## ").Append(service.Name).Append("\n\n| call | roles |\n|---|---|\n");
            foreach (var method in service.Methods)
            {
                text.Append("| ").Append(method.Name).Append(" | ").Append(Words(rows[$"{service.Name}.{method.Name}"])).Append(" |\n");
            }
        }

        return text.ToString();
    }

    /// <summary>docs/errors.md: a row for each reason.</summary>
    public static string Errors(IReadOnlyDictionary<ErrorReason, (StatusCode Code, string Sentence)> table)
    {
        var text = new StringBuilder("""
            # Refusals

            Printed from `errors.proto` and the server's `ErrorTable`; do not edit. A refused call carries the status code below and a
            `google.rpc.ErrorInfo` with the reason and the domain `neighborhood`; bad input also carries `google.rpc.BadRequest` naming each field, and
            where waiting helps `google.rpc.RetryInfo` says how long.

            | reason | status | cause | remedy |
            |---|---|---|---|

            """);
        var comments = Proto.CommentsOfValues(House.Read("protos/neighborhood/v1/errors.proto"));
        foreach (var value in ErrorsReflection.Descriptor.EnumTypes[0].Values.Where(value => value.Number != 0))
        {
            var comment = comments[value.Name].Split(RemedyMark, 2, StringSplitOptions.TrimEntries);
            var code = table[(ErrorReason)value.Number].Code;
            text.Append(CultureInfo.InvariantCulture, $"| {value.Name} | {code} | {comment[0]} | {(comment.Length > 1 ? Capitalized(comment[1]) : "–")} |\n");
        }

        text.Append("""

            # Problems of a field

            The `reason` of each `FieldViolation` in `google.rpc.BadRequest`. The figures in quotes stand in the metadata of `ErrorInfo`.

            | problem | what is wrong |
            |---|---|

            """);
        foreach (var value in ErrorsReflection.Descriptor.EnumTypes[1].Values.Where(value => value.Number != 0))
        {
            text.Append(CultureInfo.InvariantCulture, $"| {value.Name} | {comments[value.Name]} |\n");
        }

        return text.ToString();
    }

    private static string Words(Roles roles)
    {
        var names = new List<string>();
        var rest = roles;
        foreach (var (group, name) in new[] { (Roles.Members, "members"), (Roles.Participants, "participants") })
        {
            if ((rest & group) == group)
            {
                names.Add(name);
                rest &= ~group;
            }
        }

        names.AddRange(Enum.GetValues<Roles>().Where(role => int.IsPow2((int)role) && (rest & role) != 0).Select(Word));
        return string.Join(", ", names);
    }

    private static string Word(Roles role) => role switch
    {
        Roles.CouncilMember => "council member",
        Roles.ContactCadre => "contact cadre",
        Roles.HandlingUnit => "handling unit",
        Roles.SignedIn => "anyone signed in",
        Roles.Anyone => "anyone",
        _ => role.ToString().ToLowerInvariant(),
    };

    private static string Capitalized(string sentence) => char.ToUpperInvariant(sentence[0]) + sentence[1..];
}
