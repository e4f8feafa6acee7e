using System.Net.ServerSentEvents;
using System.Text.Json;

namespace MlMesh.Tests.Gateway.Console;

/// <summary>Watches a gateway's feed of recent predictions, as a console does.</summary>
internal sealed class FeedReader : IAsyncDisposable
{
    private readonly HttpResponseMessage _response;
    private readonly IAsyncEnumerator<SseItem<string>> _events;

    private FeedReader(HttpResponseMessage response, Stream body, CancellationToken cancellationToken)
    {
        _response = response;
        _events = SseParser.Create(body).EnumerateAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);
    }

    public static async Task<FeedReader> OpenAsync(HttpClient gateway, CancellationToken cancellationToken)
    {
        var response = await gateway.GetAsync("/console/predictions", HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        response.EnsureSuccessStatusCode();
        return new FeedReader(response, await response.Content.ReadAsStreamAsync(cancellationToken), cancellationToken);
    }

    /// <summary>The next batch; null at the end of the feed.</summary>
    public async Task<JsonElement?> NextAsync() => await _events.MoveNextAsync() ? JsonSerializer.Deserialize<JsonElement>(_events.Current.Data) : null;

    /// <summary>The next predictions, in as many batches as they take.</summary>
    public async Task<IReadOnlyList<JsonElement>> NextPredictionsAsync(int count)
    {
        var predictions = new List<JsonElement>();
        while (predictions.Count < count && await NextAsync() is { } batch)
            predictions.AddRange(batch.GetProperty("predictions").EnumerateArray());
        return predictions;
    }

    public async ValueTask DisposeAsync()
    {
        // Closing the answer first ends a read that waits.
        _response.Dispose();
        await _events.DisposeAsync();
    }
}
