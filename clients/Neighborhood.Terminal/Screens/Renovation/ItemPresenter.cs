using System.Collections.Immutable;
using Neighborhood.Terminal.Forms;
using Neighborhood.Terminal.Shell;
using Neighborhood.Terminal.Text;
using Neighborhood.V1;
using Stage = Neighborhood.V1.RenovationItem.Types.Stage;

namespace Neighborhood.Terminal.Screens;

/// <summary>A renovation item: who pays, the own share, its poll and what happened; staff announce it, put it to the vote and record the work.</summary>
public sealed class ItemPresenter(Workspace workspace, string name) : Presenter<ItemState>(workspace, new ItemState(name, null))
{
    /// <inheritdoc/>
    public override ImmutableArray<Command> Commands =>
    [
        new Command("p", "menu_poll", () => Navigator.Open(new PollPresenter(Workspace, State.Item!.Poll)),
            NotRead ?? When(State.Item!.Poll.Length == 0, "disabled_no_poll")),
        .. Visitor.Has(Role.Staff, Role.ContactCadre)
            ? [new Command("l", "item_shares", () => Navigator.Open(new SharesPresenter(Workspace, State.Item!)), NotRead)]
            : ImmutableArray<Command>.Empty,
        .. StaffCommands(),
        new Command(Keys.Enter, "command_open", () => Navigator.Open(Links.To(Workspace, Selected!)), When(Selected is null, "disabled_nothing_to_open")),
    ];

    private string? NotRead => When(State.Item is null, "list_reading");

    private string MenuName => State.Name[..State.Name.IndexOf("/items/", StringComparison.Ordinal)];

    /// <inheritdoc/>
    public override Page Show(int width) => ItemText.Show(State, Workspace.Words, Workspace.Moments, width);

    /// <inheritdoc/>
    public override void Read() => Call(
        cancellation => Server.Renovation.GetItemAsync(new GetItemRequest { Name = State.Name }, cancellationToken: cancellation).ResponseAsync,
        read => Set(state => state with { Item = read }));

    /// <inheritdoc/>
    public override void Hear(WatchResponse happening)
    {
        if (happening.Resource == MenuName)
        {
            ReadAgain();
        }
    }

    private ImmutableArray<Command> StaffCommands()
    {
        if (!Visitor.Has(Role.Staff))
        {
            return [];
        }

        var first = State.Item?.Class == ItemClass.Improvement
            ? new Command("v", "item_vote", Vote, Unless("disabled_not_votable", Stage.Published, Stage.Rejected))
            : new Command("a", "item_announce", Announce,
                NotRead ?? When(State.Item!.Class != ItemClass.Basic, "disabled_not_basic") ?? Unless("disabled_not_to_announce", Stage.Published));
        return
        [
            first,
            new Command("w", "item_progress", Progress, Unless("disabled_not_workable", Stage.Announced, Stage.Approved, Stage.InWork)),
            new Command("x", "item_withdraw", Withdraw,
                Unless("disabled_item_stays", Stage.Published, Stage.Announced, Stage.Approved, Stage.Rejected, Stage.InWork)),
        ];
    }

    private void Announce() => Ask(
        "item_announce", "item_announce_text",
        [
            Fields.Moment("starts_at", "field_starts_at", null, Workspace.Moments, isRequired: true),
            Fields.Moment("ends_at", "field_ends_at", null, Workspace.Moments, isRequired: true),
            Note,
        ],
        (form, cancellation) => Server.Renovation.AnnounceItemAsync(
            new AnnounceItemRequest
            {
                Name = State.Name,
                StartsAt = Fields.Timestamp(form["starts_at"], Workspace.Moments),
                EndsAt = Fields.Timestamp(form["ends_at"], Workspace.Moments),
                Note = form["note"],
            }, cancellationToken: cancellation).ResponseAsync);

    private void Vote() => Ask(
        "item_vote", "item_vote_text",
        [
            Fields.Choice("secrecy", "field_secrecy", Secrecy.Confidential),
            Fields.Choice("binding_status", "field_binding_status", BindingStatus.PaperBinding),
            Fields.Moment("opens_at", "field_opens_at", null, Workspace.Moments, isRequired: false) with { Hint = "hint_opens_at" },
            Fields.Moment("closes_at", "field_closes_at", Workspace.Clock.GetUtcNow() + TimeSpan.FromDays(23), Workspace.Moments, isRequired: true),
            Note,
        ],
        (form, cancellation) => Server.Renovation.PutItemToVoteAsync(
            new PutItemToVoteRequest
            {
                Name = State.Name,
                Secrecy = Enum.Parse<Secrecy>(form["secrecy"]),
                BindingStatus = Enum.Parse<BindingStatus>(form["binding_status"]),
                OpensAt = Fields.Timestamp(form["opens_at"], Workspace.Moments),
                ClosesAt = Fields.Timestamp(form["closes_at"], Workspace.Moments),
                Note = form["note"],
            }, cancellationToken: cancellation).ResponseAsync);

    private void Progress()
    {
        var stages = new[] { Stage.InWork, Stage.Finished }.Where(stage => stage == Stage.InWork || State.Item!.Stage == Stage.InWork);
        var choice = new Field("stage", "field_item_stage", FieldKind.Choice)
        {
            Value = nameof(Stage.InWork),
            IsRequired = true,
            Choices = [.. stages.Select(stage => new FieldChoice(stage.ToString(), words => words.Of(stage)))],
        };
        Ask("item_progress", "item_progress_text", [choice, Note], (form, cancellation) => Server.Renovation.RecordProgressAsync(
            new RecordProgressRequest { Name = State.Name, Stage = Enum.Parse<Stage>(form["stage"]), Note = form["note"] },
            cancellationToken: cancellation).ResponseAsync);
    }

    private void Withdraw() => Ask("item_withdraw", "item_withdraw_text", [Fields.Reason], (form, cancellation) => Server.Renovation.WithdrawItemAsync(
        new WithdrawItemRequest { Name = State.Name, Reason = form["reason"] }, cancellationToken: cancellation).ResponseAsync);

    private static Field Note => Fields.LongText("note", "field_note", 2000, isRequired: false) with { Hint = "hint_note" };

    private void Ask(string title, string text, ImmutableArray<Field> fields, Func<FormState, CancellationToken, Task<RenovationItem>> send) =>
        Navigator.Open(new FormPresenter(Workspace, title, fields, async (form, cancellation) =>
        {
            await send(form, cancellation).ConfigureAwait(false);
            return Navigator.Back;
        })
        { Introduction = words => words.Say(text, State.Item!.Title) });

    private string? Unless(string key, params ReadOnlySpan<Stage> stages) => NotRead ?? When(!stages.Contains(State.Item!.Stage), key);
}
