using System.Collections.Immutable;
using Neighborhood.Terminal.Shell;
using Neighborhood.Terminal.Text;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Screens;

/// <summary>Reads the rule packs: what each demands is to be seen before one is chosen.</summary>
public sealed class AnnouncePollPresenter(Workspace workspace, Proposal? proposal)
    : Presenter<ListState<RulePack, string>>(workspace, new ListState<RulePack, string>("", [], "", IsRead: false))
{
    /// <inheritdoc/>
    public override ImmutableArray<Command> Commands =>
        [new Command(Keys.Enter, "announce_write", Write, When(State.Items.IsEmpty, "list_reading"))];

    /// <inheritdoc/>
    public override Page Show(int width)
    {
        var words = Workspace.Words;
        var page = new PageWriter(width);
        page.Tell(words["announce_packs_text"], indent: 1);
        foreach (var pack in State.Items)
        {
            page.Gap();
            page.Tell(words.Say("in_brackets", words.IsChinese ? pack.TitleZh : pack.TitleEn, pack.Version), Tone.Accent, 1, pack.Id);
            page.Tell(words.Say("announce_pack", words.Of(pack.Electorate), pack.NoticeDays, pack.ObjectionDays), Tone.Muted, 3, pack.Id);
            foreach (var matter in pack.Matters)
            {
                page.Tell(words.IsChinese ? words.Say("in_brackets", matter.Text, matter.Article) : words.Say("in_brackets", matter.TextEn, matter.ArticleEn),
                    Tone.Normal, 3, pack.Id);
            }

            foreach (var clause in pack.Clauses)
            {
                page.Tell("· " + ResultText.Demand(clause, pack.Electorate, words), Tone.Normal, 3, pack.Id);
            }
        }

        return page.Page(words["home_announce"]);
    }

    /// <inheritdoc/>
    public override void Read()
    {
        var request = new ListRulePacksRequest { Parent = Visitor.Community };
        Call(cancellation => Server.Polls.ListRulePacksAsync(request, cancellationToken: cancellation).ResponseAsync,
            read => Set(state => state with { Items = [.. read.RulePacks.Where(pack => pack.Matters.Count > 0)], IsRead = true }));
    }

    private void Write()
    {
        var chosen = State.Items.OrderByDescending(pack => pack.Id == Selected).ToImmutableArray();
        Navigator.Back();
        Navigator.Open(AnnouncePollForm.For(Workspace, proposal, chosen));
    }
}
