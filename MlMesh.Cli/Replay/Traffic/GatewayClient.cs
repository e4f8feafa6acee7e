using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using MlMesh.Cli.Replay.Flights;

namespace MlMesh.Cli.Replay.Traffic;

/// <summary>Speaks the public API: <c>/predict</c> and <c>/outcomes</c>.</summary>
internal sealed class GatewayClient(Uri gateway, int connections, string? token = null) : IDisposable
{
    private const int OutcomeAttempts = 4;
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestRetryDelay = TimeSpan.FromSeconds(5);

    private readonly HttpClient _http = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false, MaxConnectionsPerServer = connections })
    {
        Timeout = TimeSpan.FromSeconds(30),
    };

    /// <summary>Whether anything speaks HTTP there.</summary>
    public async Task<string?> WhyUnreachableAsync(Uri url, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await _http.GetAsync(url, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return null;
        }
        catch (HttpRequestException exception)
        {
            return exception.Message;
        }
    }

    /// <summary>Asks the gateway, as a user.</summary>
    /// <exception cref="RequestFailedException">The request failed.</exception>
    public async Task<Answer> PredictAsync(User user, FlightRecord flight)
    {
        using var request = Prediction(gateway, flight);
        user.Sign(request);
        Authorize(request);
        using var response = await SendAsync(request);
        user.Remember(response);
        return await ReadAsync(response);
    }

    /// <summary>
    /// Asks another address about a flight that the gateway has answered. It remembers its prediction under the same id, as one that was
    /// made for comparison.
    /// </summary>
    /// <exception cref="RequestFailedException">The request failed.</exception>
    public async Task<Answer> CompareAsync(Uri url, FlightRecord flight, Answer served)
    {
        using var request = Prediction(url, flight);
        request.Headers.Add("x-prediction-id", served.PredictionId);
        request.Headers.Add("x-variant", served.ModelVersion);
        using var response = await SendAsync(request);
        return await ReadAsync(response);
    }

    /// <summary>Tells how a flight went; without a prediction's id where its prediction failed. Repeated while the service asks for patience, as it counts only once.</summary>
    /// <exception cref="RequestFailedException">The request failed, repeatedly.</exception>
    public async Task SendOutcomeAsync(FlightRecord flight, int number, string? predictionId)
    {
        for (var attempt = 1; ; attempt++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(gateway, "/outcomes"));
            Authorize(request);
            if (predictionId is not null)
            {
                request.Content = Json(new JsonObject { ["predictionId"] = predictionId, ["delayMinutes"] = flight.Delay });
            }
            else
            {
                request.Headers.Add("Idempotency-Key", string.Create(CultureInfo.InvariantCulture, $"replay-{flight.Scheduled:yyyyMMddHHmm}-{flight.Origin}-{flight.Destination}-{number}"));
                var outcome = Description(flight);
                outcome["delayMinutes"] = flight.Delay;
                request.Content = Json(outcome);
            }

            using var response = await SendAsync(request);
            if (response.IsSuccessStatusCode) return;
            if (attempt == OutcomeAttempts || !MayRepeat(response.StatusCode)) throw await FailureAsync(response);
            await Task.Delay(DelayOf(response, attempt));
        }
    }

    public void Dispose() => _http.Dispose();

    private void Authorize(HttpRequestMessage request)
    {
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    private static HttpRequestMessage Prediction(Uri url, FlightRecord flight) => new(HttpMethod.Post, new Uri(url, "/predict"))
    {
        Content = Json(Description(flight)),
    };

    private static JsonObject Description(FlightRecord flight) => new()
    {
        ["origin"] = flight.Origin,
        ["destination"] = flight.Destination,
        ["scheduled"] = flight.Scheduled.ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture),
        ["distance"] = flight.Distance,
    };

    // Not JsonContent: it sends chunks, as it does not know its length.
    private static ByteArrayContent Json(JsonObject body) => new(Encoding.UTF8.GetBytes(body.ToJsonString()))
    {
        Headers = { ContentType = new MediaTypeHeaderValue("application/json") },
    };

    // 404: a prediction is remembered a moment after it was answered.
    private static bool MayRepeat(HttpStatusCode status) =>
        status is HttpStatusCode.NotFound or HttpStatusCode.TooManyRequests or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout;

    private static TimeSpan DelayOf(HttpResponseMessage response, int attempt)
    {
        var delay = response.Headers.RetryAfter?.Delta ?? RetryDelay * attempt;
        return delay < LongestRetryDelay ? delay : LongestRetryDelay;
    }

    private static async Task<Answer> ReadAsync(HttpResponseMessage response)
    {
        if (!response.IsSuccessStatusCode) throw await FailureAsync(response);
        try
        {
            using var body = await JsonDocument.ParseAsync(await response.Content.ReadAsStreamAsync());
            var root = body.RootElement;
            return new Answer(
                root.GetProperty("predictionId").GetString()!,
                root.GetProperty("modelVersion").GetString()!,
                root.GetProperty("probability").GetDouble(),
                root.TryGetProperty("degraded", out var degraded) && degraded.GetBoolean());
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException or HttpRequestException)
        {
            throw new RequestFailedException($"the answer is no prediction: {exception.Message}");
        }
    }

    private static async Task<RequestFailedException> FailureAsync(HttpResponseMessage response)
    {
        var status = $"{(int)response.StatusCode} {response.ReasonPhrase}";
        try
        {
            using var body = await JsonDocument.ParseAsync(await response.Content.ReadAsStreamAsync());
            if (body.RootElement.TryGetProperty("detail", out var detail)) status += $": {detail}";
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or HttpRequestException)
        {
            // An error without problem details has no more to say than its status.
        }

        return new RequestFailedException(status);
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request)
    {
        try
        {
            return await _http.SendAsync(request);
        }
        catch (HttpRequestException exception)
        {
            throw new RequestFailedException(exception.Message);
        }
        catch (OperationCanceledException)
        {
            throw new RequestFailedException($"no answer within {_http.Timeout.TotalSeconds:0} s");
        }
    }
}
