using System.Diagnostics;

namespace MlMesh.Gateway.Console;

/// <summary>
/// Listens in on one call of <c>/predict</c>: copies what passes, up to a few KiB, and changes nothing. Nothing is parsed until a
/// console asks.
/// </summary>
internal sealed class PredictionCapture
{
    /// <summary>Many times what a flight takes.</summary>
    private const int MostRequestBytes = 2 * 1024;

    /// <summary>A prediction with some dozens of features.</summary>
    private const int MostResponseBytes = 8 * 1024;

    private readonly BoundedCopy _request = new(MostRequestBytes);
    private readonly BoundedCopy _response = new(MostResponseBytes);
    private readonly long _started = Stopwatch.GetTimestamp();
    private readonly HttpContext _context;

    /// <summary>Begins to listen.</summary>
    /// <param name="context">A call that is about to be forwarded.</param>
    public PredictionCapture(HttpContext context)
    {
        _context = context;
        if (HttpMethods.IsPost(context.Request.Method))
            context.Request.Body = new CopyingStream(context.Request.Body, _request);
        context.Response.Body = new CopyingStream(context.Response.Body, _response);
    }

    /// <summary>What was heard once the call is answered; null when it failed or was too long to keep.</summary>
    public CapturedPrediction? Complete(DateTimeOffset now)
    {
        var response = _context.Response;
        if (response.StatusCode != StatusCodes.Status200OK || response.Headers.ContentEncoding.Count > 0 || _response.Overflown || _request.Overflown)
            return null;
        return new CapturedPrediction
        {
            At = now,
            Duration = Stopwatch.GetElapsedTime(_started),
            TraceId = Activity.Current?.TraceId.ToHexString(),
            Query = _context.Request.QueryString.Value,
            RequestBody = _request.ToArray(),
            ResponseBody = _response.ToArray(),
        };
    }
}
