using System.Collections.Immutable;
using System.Security.Cryptography;
using Google.Protobuf;
using Neighborhood.Terminal.Commands;
using Neighborhood.Terminal.Forms;
using Neighborhood.Terminal.Shell;
using Neighborhood.Terminal.Text;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Screens;

/// <summary>The forms of authorisations: given online, or recorded by staff from paper.</summary>
public static class ProxyForms
{
    private static readonly TimeSpan UsualLength = TimeSpan.FromDays(30);

    /// <summary>The polls and matters for which somebody can be authorised now.</summary>
    public static async Task<ProxyScope> ScopeAsync(Workspace workspace, CancellationToken cancellation)
    {
        var polls = await Task.WhenAll(new[] { Poll.Types.State.Open, Poll.Types.State.Announced }.Select(state => workspace.Server.Polls.ListPollsAsync(
            new ListPollsRequest { Parent = workspace.Visitor.Community, State = state }, cancellationToken: cancellation).ResponseAsync))
            .ConfigureAwait(false);
        return new ProxyScope(
            [.. polls.SelectMany(read => read.Polls)], await PetitionForms.PacksAsync(workspace, cancellation).ConfigureAwait(false));
    }

    /// <summary>Who is to vote, in what and until when. One that is recorded also names whoever gave it, and the document.</summary>
    public static FormPresenter For(Workspace workspace, ProxyScope scope, bool isRecorded)
    {
        ImmutableArray<Field> paper = !isRecorded ? [] :
        [
            Fields.Resident("principal", "field_principal"),
            new Field("document_hash", "field_letter") { IsRequired = true, MaxLength = 1000, Hint = "hint_letter" },
        ];
        return new FormPresenter(
            workspace, isRecorded ? "proxy_record" : "proxy_give",
            [
                Fields.Resident("proxy", "field_proxy"),
                .. paper,
                Scope("polls", "field_proxy_poll", scope.Polls.Select(poll => new FieldChoice(poll.Name, _ => poll.Question)))
                    with { Value = scope.Polls.FirstOrDefault()?.Name ?? "" },
                Scope("matters", "field_proxy_matter", scope.Packs.SelectMany(pack => pack.Matters.Select(matter =>
                    new FieldChoice(matter.Id, words => AnnouncePollForm.LabelOf(matter, pack, words))))) with { Hint = "hint_proxy_matter" },
                Fields.Moment("valid_until", "field_valid_until", workspace.Clock.GetUtcNow() + UsualLength, workspace.Moments, isRequired: true),
            ],
            async (form, cancellation) =>
            {
                await SendAsync(workspace, form, isRecorded, cancellation).ConfigureAwait(false);
                return workspace.Navigator.Back;
            })
        { Introduction = words => words[isRecorded ? "proxy_record_text" : "proxy_give_text"] };
    }

    private static Field Scope(string name, string label, IEnumerable<FieldChoice> choices) => new(name, label, FieldKind.Choice)
    {
        Choices = [new FieldChoice("", words => words["proxy_no_scope"]), .. choices],
    };

    private static async Task SendAsync(Workspace workspace, FormState form, bool isRecorded, CancellationToken cancellation)
    {
        var request = new AuthorizeProxyRequest
        {
            Parent = workspace.Visitor.Community,
            Proxy = Fields.ResidentOf(form["proxy"], workspace),
            Polls = { Chosen(form["polls"]) },
            Matters = { Chosen(form["matters"]) },
            ValidUntil = Fields.Timestamp(form["valid_until"], workspace.Moments),
        };
        if (!isRecorded)
        {
            await workspace.Server.AuthorizeProxyAsync(request, cancellation).ConfigureAwait(false);
            return;
        }

        request.Principal = Fields.ResidentOf(form["principal"], workspace);
        request.DocumentHash = ByteString.CopyFrom(await HashAsync(form["document_hash"], workspace.Words, cancellation).ConfigureAwait(false));
        await workspace.Server.Proxies.AuthorizeProxyAsync(request, cancellationToken: cancellation).ConfigureAwait(false);
    }

    private static string[] Chosen(string value) => value.Length == 0 ? [] : [value];

    private static async Task<byte[]> HashAsync(string path, Words words, CancellationToken cancellation)
    {
        try
        {
            var file = File.OpenRead(Fields.PathOf(path));
            await using (file.ConfigureAwait(false))
            {
                return await SHA256.HashDataAsync(file, cancellation).ConfigureAwait(false);
            }
        }
        catch (Exception fault) when (FileFaults.Is(fault))
        {
            throw Fields.Refusal("document_hash", FileFaults.Explain(fault, new Phrases("Commands", words)));
        }
    }
}

/// <summary>What an authorisation can be for.</summary>
/// <param name="Polls">Announced and open ones.</param>
/// <param name="Packs">Rules with their matters.</param>
public sealed record ProxyScope(ImmutableArray<Poll> Polls, ImmutableArray<RulePack> Packs);
