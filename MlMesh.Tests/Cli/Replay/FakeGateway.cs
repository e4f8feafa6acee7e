using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace MlMesh.Tests.Cli.Replay;

/// <summary>Stands in for the gateway: answers predictions and outcomes as a test wants, and remembers what came when.</summary>
internal sealed class FakeGateway : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<ReceivedRequest> _requests = new();
    private readonly ConcurrentDictionary<string, ReceivedRequest> _predictions = new();
    private long _clock;

    private FakeGateway(WebApplication app)
    {
        _app = app;
        app.MapPost("/predict", PredictAsync);
        app.MapPost("/outcomes", OutcomeAsync);
    }

    public Uri Url => new(_app.Urls.Single());

    /// <summary>What <c>/predict</c> answers to the body; the id is added.</summary>
    public Func<JsonNode, JsonObject> Prediction { get; set; } = _ => new JsonObject { ["modelVersion"] = "v1", ["probability"] = 0.25 };

    /// <summary>Called before each answer, and may answer instead.</summary>
    public Func<HttpContext, ReceivedRequest, Task<bool>> Interfere { get; set; } = (_, _) => Task.FromResult(false);

    public IReadOnlyList<ReceivedRequest> Requests => [.. _requests.OrderBy(r => r.Arrived)];

    public IReadOnlyList<ReceivedRequest> Predictions => [.. Requests.Where(r => r.Path == "/predict")];

    public IReadOnlyList<ReceivedRequest> Outcomes => [.. Requests.Where(r => r.Path == "/outcomes")];

    public static async Task<FakeGateway> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var gateway = new FakeGateway(builder.Build());
        await gateway._app.StartAsync();
        return gateway;
    }

    /// <summary>The prediction that an outcome names.</summary>
    public ReceivedRequest PredictionOf(ReceivedRequest outcome) => _predictions[outcome.Body["predictionId"]!.GetValue<string>()];

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private Task PredictAsync(HttpContext context) => AnswerAsync(context, async received =>
    {
        var id = context.Request.Headers["x-prediction-id"] is [{ } given] ? given : $"p{received.Arrived}";
        _predictions[id] = received;
        var answer = Prediction(received.Body);
        answer["predictionId"] = id;
        await context.Response.WriteAsJsonAsync(answer);
    });

    private Task OutcomeAsync(HttpContext context) => AnswerAsync(context, _ =>
    {
        context.Response.StatusCode = StatusCodes.Status202Accepted;
        return Task.CompletedTask;
    });

    private async Task AnswerAsync(HttpContext context, Func<ReceivedRequest, Task> answer)
    {
        var arrived = Interlocked.Increment(ref _clock);
        var body = (await JsonNode.ParseAsync(context.Request.Body))!;
        var received = new ReceivedRequest(context.Request.Path, body, context.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase), arrived);
        _requests.Enqueue(received);
        if (!await Interfere(context, received)) await answer(received);
        received.Answered = Interlocked.Increment(ref _clock);
    }
}
