using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using Google.Protobuf;
using Neighborhood.Domain.Core;
using Neighborhood.Domain.Polls;

namespace Neighborhood.Domain.Tests.Golden;

/// <summary>Who asks, and the names they begin with.</summary>
internal sealed record Audience(IReadOnlyDictionary<string, Caller> Readers, params IReadOnlyList<string> Names);

/// <summary>
/// Asks a ledger every query there is about every name there is: those it is given, and those that it meets in the answers. A question is its reader, query and
/// name; what was answered to another one before is left out.
/// </summary>
internal sealed partial class Inquiry<TState>(TState state, MemoryTexts texts, long nowMicros)
    where TState : class, ILedgerState
{
    private const int PageSize = 1_000;

    // These tell what comes with the program, whatever the ledger holds.
    private static readonly Type[] NotOfTheLedger = [typeof(ListRulePacks), typeof(ListRuleLayers)];

    private static readonly JsonFormatter Formatter = new(JsonFormatter.Settings.Default.WithIndentation(null));

    /// <summary>All answers.</summary>
    public SortedDictionary<string, string> Everything(Audience audience)
    {
        var answers = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var told = new HashSet<string>();
        var queries = Queries().ToList();
        foreach (var (reader, caller) in audience.Readers)
        {
            var names = new Queue<string>(audience.Names);
            var met = names.ToHashSet();
            while (names.TryDequeue(out var name))
            {
                foreach (var (query, ask) in queries)
                {
                    if (ask(caller, name) is not { } answer || !told.Add(answer))
                    {
                        continue;
                    }

                    answers[$"{reader} {query} {name}"] = answer;
                    Name().Matches(answer).Select(match => match.Groups[1].Value).Where(met.Add).ToList().ForEach(names.Enqueue);
                }
            }
        }

        return answers;
    }

    /// <summary>What these questions are answered now.</summary>
    public Dictionary<string, string?> Again(Audience audience, IEnumerable<string> questions)
    {
        var queries = Queries().ToDictionary(pair => pair.Query, pair => pair.Ask);
        return questions.ToDictionary(question => question, question => question.Split(' ') is [var reader, var query, var name]
            ? queries.GetValueOrDefault(query)?.Invoke(audience.Readers[reader], name)
            : null);
    }

    private IEnumerable<(string Query, Func<Caller, string, string?> Ask)> Queries() =>
        from type in typeof(IQuery<,,>).Assembly.GetTypes()
        where type is { IsAbstract: false, IsGenericType: false } && !NotOfTheLedger.Contains(type) && Make(type) is not null
        from contract in type.GetInterfaces()
        where contract.IsGenericType && contract.GetGenericTypeDefinition() == typeof(IQuery<,,>) && contract.GenericTypeArguments[0] == typeof(TState)
        let arguments = contract.GenericTypeArguments[1..]
        where arguments[0].GetConstructor([]) is not null && typeof(IMessage).IsAssignableFrom(arguments[1])
        let ask = GetType().GetMethod(nameof(Ask), BindingFlags.NonPublic | BindingFlags.Instance)!.MakeGenericMethod(arguments)
        orderby type.Name
        select (type.Name, (Func<Caller, string, string?>)((caller, name) => (string?)ask.Invoke(this, [Make(type), caller, name])));

    // A query either needs nothing or the read marks, which nobody has here.
    private static object? Make(Type type) =>
        type.GetConstructor([]) is { } plain ? plain.Invoke([])
        : type.GetConstructor([typeof(Func<long, long>)]) is { } marked ? marked.Invoke([(Func<long, long>)(_ => 0)])
        : null;

    /// <summary>The answer as JSON, or null where it is refused.</summary>
    private string? Ask<TRequest, TResponse>(IQuery<TState, TRequest, TResponse> query, Caller caller, string name)
        where TRequest : class, IMessage, new()
        where TResponse : class, IMessage
    {
        var request = new TRequest();
        var about = request.Descriptor.FindFieldByName("name") ?? request.Descriptor.FindFieldByName("parent");
        if (about is null && name.Length > 0)
        {
            return null;
        }

        about?.Accessor.SetValue(request, name);
        request.Descriptor.FindFieldByName("page_size")?.Accessor.SetValue(request, PageSize);
        if (state.Authorize(caller, RpcOf(request)) is not null)
        {
            return null;
        }

        var reading = query.Read(new QueryContext<TState>(state, caller, nowMicros), request);
        return reading.Refusal is not null ? null : texts.Render(reading) is { } answer ? Formatter.Format(answer) : null;
    }

    private static string RpcOf(IMessage request) => request.Descriptor.File.Services
        .SelectMany(service => service.Methods)
        .Where(method => method.InputType == request.Descriptor)
        .Select(method => $"{method.Service.Name}.{method.Name}")
        .Single();

    /// <summary>A name as it stands in an answer.</summary>
    [GeneratedRegex("\"(communities/[a-z0-9/-]+)\"", RegexOptions.IgnoreCase)]
    private static partial Regex Name();
}
