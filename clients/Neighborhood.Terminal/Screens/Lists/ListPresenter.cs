using System.Collections.Immutable;
using Neighborhood.Terminal.Shell;

namespace Neighborhood.Terminal.Screens;

/// <summary>A list that is read page by page: coming to its last item reads on.</summary>
public abstract class ListPresenter<TItem, TFilter>(Workspace workspace, TFilter filter)
    : Presenter<ListState<TItem, TFilter>>(workspace, new ListState<TItem, TFilter>(filter, [], "", IsRead: false))
    where TItem : class
{
    private const int MostPagesReadAgain = 10;

    private bool isReadingOn;

    /// <summary>The selected item.</summary>
    protected TItem? Current => State.Items.FirstOrDefault(item => NameOf(item) == Selected);

    /// <summary>Reads again as much as was shown.</summary>
    public override void Read()
    {
        var wanted = State.Items.Length;
        var asked = State.Filter;
        Call(cancellation => ReadAsync(asked, wanted, cancellation), read => Show(asked, read));
    }

    /// <inheritdoc/>
    public override void SelectItem(string? item)
    {
        base.SelectItem(item);
        if (State.Items.Length > 0 && State.NextToken.Length > 0 && NameOf(State.Items[^1]) == item)
        {
            ReadOn();
        }
    }

    /// <summary>What identifies an item.</summary>
    protected abstract string NameOf(TItem item);

    /// <summary>Reads one page.</summary>
    protected abstract Task<ListPage<TItem>> ReadPageAsync(TFilter filter, string token, CancellationToken cancellation);

    /// <summary>Shows the list by another filter, from its beginning.</summary>
    protected void Filter(TFilter filter)
    {
        Set(_ => new ListState<TItem, TFilter>(filter, [], "", IsRead: false));
        Read();
    }

    /// <summary>Why a command on the selected item cannot be run when there is none.</summary>
    protected string? WhenNothingSelected => When(Current is null, "disabled_nothing_selected");

    private async Task<ListPage<TItem>> ReadAsync(TFilter filter, int wanted, CancellationToken cancellation)
    {
        var items = new List<TItem>();
        var token = "";
        for (var page = 0; page < MostPagesReadAgain; page++)
        {
            var read = await ReadPageAsync(filter, token, cancellation).ConfigureAwait(false);
            items.AddRange(read.Items);
            token = read.NextToken;
            if (token.Length == 0 || items.Count >= wanted)
            {
                break;
            }
        }

        return new ListPage<TItem>(items, token);
    }

    private void Show(TFilter asked, ListPage<TItem> read)
    {
        if (Equals(asked, State.Filter))
        {
            Set(state => state with { Items = [.. read.Items], NextToken = read.NextToken, IsRead = true });
        }
    }

    private void ReadOn()
    {
        if (isReadingOn)
        {
            return;
        }

        isReadingOn = true;
        var asked = State;
        Call(cancellation => ReadPageAsync(asked.Filter, asked.NextToken, cancellation), read => Append(asked, read), Stop);
    }

    private void Append(ListState<TItem, TFilter> asked, ListPage<TItem> read)
    {
        isReadingOn = false;
        if (asked == State)
        {
            Set(state => state with { Items = state.Items.AddRange(read.Items), NextToken = read.NextToken });
        }
    }

    private void Stop(Exception fault)
    {
        isReadingOn = false;
        Navigator.Tell(Workspace.Explain(fault), Text.Tone.Bad);
    }
}
