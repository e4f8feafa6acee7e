using System.Collections.Immutable;
using MlMesh.Mesh.Traffic.Http;

namespace MlMesh.Mesh.Sidecar.Filters;

/// <summary>The filters that a request at one listener port passes, in Envoy's order.</summary>
internal sealed class HttpFilterChain(ImmutableArray<IHttpFilter> filters)
{
    private HttpFilterChain? _atRouter;

    /// <summary>A chain without filters.</summary>
    public static HttpFilterChain Empty { get; } = new([]);

    /// <summary>What follows behind fault injection and CORS, right in front of the router; empty for most chains.</summary>
    public HttpFilterChain AtRouter => _atRouter ?? Empty;

    /// <summary>Makes a chain.</summary>
    /// <param name="slots">Its filters.</param>
    /// <param name="fault">Where among them faults are injected.</param>
    public static HttpFilterChain Split(IReadOnlyList<FilterSlot> slots, int fault) => new([.. slots.Take(fault).Select(slot => slot.Filter).OfType<IHttpFilter>()])
    {
        _atRouter = new HttpFilterChain([.. slots.Skip(fault).Select(slot => slot.Filter).OfType<IHttpFilter>()]),
    };

    /// <summary>Asks the filters one after the other, until one answers.</summary>
    /// <param name="exchange">The request.</param>
    /// <param name="cancellationToken">The client went away.</param>
    /// <returns>The answer of the filter that gave one; none when the request may go on.</returns>
    public ValueTask<MeshResponse?> ApplyAsync(Exchange exchange, CancellationToken cancellationToken)
    {
        for (var i = 0; i < filters.Length; i++)
        {
            var answer = filters[i].ApplyAsync(exchange, cancellationToken);
            if (!answer.IsCompletedSuccessfully)
                return FinishAsync(answer, i + 1, exchange, cancellationToken);
            if (answer.Result is { } given)
                return ValueTask.FromResult<MeshResponse?>(given);
        }

        return ValueTask.FromResult<MeshResponse?>(null);
    }

    private async ValueTask<MeshResponse?> FinishAsync(ValueTask<MeshResponse?> pending, int next, Exchange exchange, CancellationToken cancellationToken)
    {
        var answer = await pending.ConfigureAwait(false);
        for (var i = next; answer is null && i < filters.Length; i++)
            answer = await filters[i].ApplyAsync(exchange, cancellationToken).ConfigureAwait(false);
        return answer;
    }
}
