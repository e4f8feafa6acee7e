using Yarp.ReverseProxy.Forwarder;

namespace MlMesh.Gateway.Forwarding;

/// <summary>What a failure to forward means to the caller.</summary>
internal static class ForwardingFailure
{
    /// <summary>Finds the status and the words for a failure.</summary>
    /// <param name="error">Where the forwarder failed.</param>
    /// <param name="cause">Why, if known; never shown to the caller.</param>
    /// <param name="tooLarge">Words for a body over the limit.</param>
    public static (int Status, string Detail) Describe(ForwarderError error, Exception? cause, Func<string> tooLarge) => (error, CallersFault(cause)) switch
    {
        (_, StatusCodes.Status413PayloadTooLarge) => (StatusCodes.Status413PayloadTooLarge, tooLarge()),
        (_, StatusCodes.Status408RequestTimeout) => (StatusCodes.Status408RequestTimeout, "The body arrived too slowly."),
        (_, not null) or (ForwarderError.RequestBodyClient, _) => (StatusCodes.Status400BadRequest, "The body could not be read."),
        (ForwarderError.RequestTimedOut, _) when !ConnectTimedOut(cause) => (StatusCodes.Status504GatewayTimeout, "The inference service did not answer in time."),
        // As Envoy answers when the upstream cannot be reached or resets the connection.
        _ => (StatusCodes.Status503ServiceUnavailable, "The inference service cannot be reached at the moment. Try again shortly."),
    };

    // The forwarder takes any cancellation for its own timeout; the handler's, while it connects, holds a TimeoutException.
    private static bool ConnectTimedOut(Exception? cause) => cause is OperationCanceledException { InnerException: TimeoutException };

    private static int? CallersFault(Exception? cause)
    {
        for (; cause is not null; cause = cause.InnerException)
        {
            if (cause is BadHttpRequestException bad)
                return bad.StatusCode;
            if (cause is AggregateException several && several.InnerExceptions.Select(CallersFault).FirstOrDefault(status => status is not null) is { } status)
                return status;
        }
        return null;
    }
}
