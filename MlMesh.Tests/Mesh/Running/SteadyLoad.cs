using System.Collections.Concurrent;
using System.Net.Http.Json;

namespace MlMesh.Tests.Mesh.Running;

/// <summary>Clients that ask for predictions, each one after another, until told to stop. Every second one does it with a body, which cannot be sent again for nothing.</summary>
internal sealed class SteadyLoad : IAsyncDisposable
{
    /// <summary>How many clients there are, and so requests at once at most.</summary>
    public const int Senders = 8;

    // What a machine of two cores carries beside everything else that runs on it.
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(20);

    private readonly HttpClient _client;
    private readonly CancellationTokenSource _enough = new();
    private readonly ConcurrentQueue<(string Method, int Status)> _answers = new();
    private readonly Task _sending;

    /// <summary>Begins.</summary>
    /// <param name="client">Where to send to; stays the caller's.</param>
    public SteadyLoad(HttpClient client)
    {
        _client = client;
        _sending = Task.WhenAll(Enumerable.Range(0, Senders).Select(SendAsync));
    }

    /// <summary>The answers until now.</summary>
    public IReadOnlyCollection<(string Method, int Status)> Answers => _answers;

    /// <summary>Lets what is under way come to its end.</summary>
    /// <exception cref="HttpRequestException">A request had no answer at all.</exception>
    public async Task StopAsync()
    {
        await _enough.CancelAsync();
        await _sending;
    }

    public async ValueTask DisposeAsync()
    {
        await _enough.CancelAsync();
        await _sending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _enough.Dispose();
    }

    private async Task SendAsync(int sender)
    {
        using var timer = new PeriodicTimer(Pace);
        while (!_enough.IsCancellationRequested)
        {
            using var request = Request(sender);
            using var answer = await _client.SendAsync(request, CancellationToken.None);
            _answers.Enqueue((request.Method.Method, (int)answer.StatusCode));
            await timer.WaitForNextTickAsync(CancellationToken.None);
        }
    }

    private static HttpRequestMessage Request(int sender) => sender % 2 == 0
        ? new HttpRequestMessage(HttpMethod.Get, "/predict?origin=ORD&destination=LGA&scheduled=2001-06-04T17:30")
        : new HttpRequestMessage(HttpMethod.Post, "/predict") { Content = JsonContent.Create(new { origin = "ORD", destination = "LGA", scheduled = "2001-06-04T17:30" }) };
}
