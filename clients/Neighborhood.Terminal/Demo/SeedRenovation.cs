using Google.Protobuf.WellKnownTypes;
using Neighborhood.Client;
using Neighborhood.Terminal.Commands;
using Neighborhood.V1;
using Stage = Neighborhood.V1.RenovationItem.Types.Stage;

namespace Neighborhood.Terminal.Demo;

/// <summary>The renovation menu: published, its basic items announced, its improvements put to the vote.</summary>
internal sealed class SeedRenovation(SeedScene scene, TimeProvider clock)
{
    // An owners' poll opens no sooner after its announcement; an hour more, because the announcement is sent a moment later.
    private static readonly TimeSpan Notice = TimeSpan.FromDays(15) + TimeSpan.FromHours(1);

    private Renovation.RenovationClient Staff => scene.Staff.Renovation;

    public async Task LoadAsync()
    {
        if (scene.Seed.Renovation is not { } wanted)
        {
            return;
        }

        var menu = await Staff.ListAllMenusAsync(new ListMenusRequest { Parent = scene.Community }, scene.Cancel)
            .FirstOrDefaultAsync(menu => menu.Title == wanted.Title, scene.Cancel).ConfigureAwait(false) ?? await DraftAsync(wanted).ConfigureAwait(false);
        if (menu.Version == 0)
        {
            menu = await Staff.PublishMenuAsync(
                new PublishMenuRequest { Name = menu.Name, Etag = menu.Etag }.WithId(), cancellationToken: scene.Cancel).ConfigureAwait(false);
            scene.Note("publish");
        }

        foreach (var item in wanted.Items)
        {
            await GoOnAsync(item, menu.Items.Single(known => known.Title == item.Title)).ConfigureAwait(false);
        }
    }

    private async Task<RenovationMenu> DraftAsync(MenuFile<SeedItem> wanted)
    {
        var request = new CreateMenuRequest
        {
            Parent = scene.Community,
            Title = wanted.Title,
            Items = { wanted.Items.Select(item => MenuFiles.DraftOf(item, "")) },
        };
        var menu = await Staff.CreateMenuAsync(request.WithId(), cancellationToken: scene.Cancel).ConfigureAwait(false);
        scene.Note("menu");
        return menu;
    }

    private async Task GoOnAsync(SeedItem wanted, RenovationItem item)
    {
        if (wanted.StartsIn.Length > 0 && item.Stage == Stage.Published)
        {
            item = await AnnounceAsync(wanted, item.Name).ConfigureAwait(false);
        }

        if (wanted.InWork.Length > 0 && item.Stage == Stage.Announced)
        {
            await Staff.RecordProgressAsync(
                new RecordProgressRequest { Name = item.Name, Stage = Stage.InWork, Note = wanted.InWork }.WithId(), cancellationToken: scene.Cancel)
                .ConfigureAwait(false);
            scene.Note("progress");
        }

        if (wanted.OpenFor.Length > 0 && item.Stage == Stage.Published)
        {
            await VoteAsync(wanted, item.Name).ConfigureAwait(false);
        }
    }

    private async Task<RenovationItem> AnnounceAsync(SeedItem wanted, string name)
    {
        var starts = clock.GetUtcNow() + Times.Span(wanted.StartsIn)!.Value;
        var request = new AnnounceItemRequest
        {
            Name = name,
            StartsAt = Timestamp.FromDateTimeOffset(starts),
            EndsAt = Timestamp.FromDateTimeOffset(starts + Times.Span(wanted.Takes)!.Value),
            Note = wanted.Note,
        };
        var item = await Staff.AnnounceItemAsync(request.WithId(), cancellationToken: scene.Cancel).ConfigureAwait(false);
        scene.Note("announce");
        return item;
    }

    private async Task VoteAsync(SeedItem wanted, string name)
    {
        var request = new PutItemToVoteRequest
        {
            Name = name,
            Secrecy = Choices.Find<Secrecy>(wanted.Secrecy)!.Value,
            BindingStatus = BindingStatus.PaperBinding,
            ClosesAt = Timestamp.FromDateTimeOffset(clock.GetUtcNow() + Notice + Times.Span(wanted.OpenFor)!.Value),
            Note = wanted.Note,
        };
        await Staff.PutItemToVoteAsync(request.WithId(), cancellationToken: scene.Cancel).ConfigureAwait(false);
        scene.Note("announce");
    }
}
