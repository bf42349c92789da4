using System.Runtime.CompilerServices;
using Google.Protobuf;
using Grpc.Core;

namespace Neighborhood.Client.Paging;

/// <summary>Walks the pages of any List method: the token of one answer is handed back with the next request.</summary>
internal static class Pages
{
    public static async IAsyncEnumerable<TItem> AllAsync<TRequest, TResponse, TItem>(
        TRequest request, Func<TRequest, CallOptions, AsyncUnaryCall<TResponse>> list, Func<TResponse, IEnumerable<TItem>> items,
        [EnumeratorCancellation] CancellationToken cancel)
        where TRequest : class, IMessage<TRequest>, IDeepCloneable<TRequest>
        where TResponse : class, IMessage<TResponse>
    {
        var next = request.Clone();
        var pageToken = next.Descriptor.FindFieldByName("page_token").Accessor;
        while (true)
        {
            var page = await list(next, new CallOptions(cancellationToken: cancel)).ConfigureAwait(false);
            foreach (var item in items(page))
            {
                yield return item;
            }

            var token = (string)page.Descriptor.FindFieldByName("next_page_token").Accessor.GetValue(page);
            if (token.Length == 0)
            {
                yield break;
            }

            next = next.Clone();
            pageToken.SetValue(next, token);
        }
    }
}
