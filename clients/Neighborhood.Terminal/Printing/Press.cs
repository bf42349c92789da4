using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Neighborhood.Terminal.Text;

namespace Neighborhood.Terminal.Printing;

/// <summary>Prints pages as HTML that needs nothing beside itself. The components escape every text that people wrote.</summary>
/// <param name="words">The language that comes first.</param>
/// <param name="moments">The zone of the times.</param>
public sealed class Press(Words words, Moments moments) : IAsyncDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().BuildServiceProvider();

    /// <summary>The language that comes first.</summary>
    public Words Words => words;

    /// <summary>The notice of a poll.</summary>
    public Task<string> NoticeAsync(PollSheet sheet) => RenderAsync<NoticePage>(sheet);

    /// <summary>The result of a poll.</summary>
    public Task<string> ResultAsync(PollSheet sheet) => RenderAsync<ResultPage>(sheet);

    /// <summary>Invitations to cut apart, for the round from door to door.</summary>
    public Task<string> InvitationsAsync(InvitationSheet sheet) => RenderAsync<InvitationsPage>(sheet);

    /// <summary>Paper ballots, one a page.</summary>
    public Task<string> PapersAsync(PaperSheet sheet) => RenderAsync<PapersPage>(sheet);

    /// <summary>The reconciliation of paper ballots.</summary>
    public Task<string> ReconciliationAsync(ReconciliationSheet sheet) => RenderAsync<ReconciliationPage>(sheet);

    /// <summary>An explained count of a file.</summary>
    public Task<string> CountAsync(CountPrint print) => RenderAsync<CountPage>(print);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private async Task<string> RenderAsync<TPage>(object content)
        where TPage : IComponent
    {
        await using var renderer = new HtmlRenderer(_services, NullLoggerFactory.Instance);
        var parameters = ParameterView.FromDictionary(new Dictionary<string, object?> { ["Voice"] = new Voice(words, moments), ["Content"] = content });
        var page = await renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync<TPage>(parameters).ConfigureAwait(true)).ToHtmlString()).ConfigureAwait(false);
        return "<!DOCTYPE html>\n" + page;
    }
}
