using MlMesh.Mesh.Routing;
using MlMesh.Mesh.Traffic.Http;

namespace MlMesh.Mesh.Sidecar.InProcess;

/// <summary>A request to an application that runs in the proxy's own process: the proxy changes the request, the caller asks the application, and tells the proxy of the answer.</summary>
public sealed class ApplicationExchange : IDisposable
{
    private readonly ApplicationGate? _gate;
    private RouteDecision _decision;
    private CorsRules? _cors;
    private string? _origin;

    internal ApplicationExchange(Exchange exchange, ApplicationGate? gate = null)
    {
        Exchange = exchange;
        _gate = gate;
    }

    /// <summary>The request, as the application is to get it, and what is known about it.</summary>
    public Exchange Exchange { get; }

    /// <summary>The proxy's own answer, or another endpoint's; none when the application is to be asked.</summary>
    public MeshResponse? Answer { get; internal set; }

    /// <summary>How long the application may take; none is no limit.</summary>
    public TimeSpan? Timeout => _decision.Route?.Timeout;

    /// <summary>Whether <see cref="Starting"/> may change the answer's headers.</summary>
    public bool ChangesAnswer => _cors is not null || Exchange.AnswerHeaders is not null || _decision.Destination is { ResponseHeaders.IsEmpty: false };

    /// <summary>The application answers.</summary>
    /// <param name="response">Status and headers; the headers are changed as the route says.</param>
    public void Starting(MeshResponse response)
    {
        ArgumentNullException.ThrowIfNull(response);
        Started(response.Status);
        ResponseTransforms.Apply(Exchange, _decision, response);
        if (_cors is not null)
            CorsFilter.Mark(response, _cors, _origin);
    }

    /// <summary>The application answers, and nothing about the answer changes.</summary>
    /// <param name="status">The answer's status.</param>
    public void Started(int status)
    {
        Exchange.Status = status;
        Exchange.Details = "via_upstream";
    }

    /// <summary>The application took longer than <see cref="Timeout"/> and has not begun to answer.</summary>
    /// <returns>The answer to give instead.</returns>
    public MeshResponse TimedOut() => LocalReply.Create(Exchange, 504, "response_timeout", "upstream request timeout", "UT", _decision);

    /// <summary>The application cut the connection off without an answer.</summary>
    /// <returns>The answer to give instead.</returns>
    public MeshResponse CutOff() => LocalReply.Create(
        Exchange,
        503,
        "upstream_reset_before_response_started{connection_termination}",
        "upstream connect error or disconnect/reset before headers. reset reason: connection termination",
        "UC",
        _decision);

    /// <summary>The caller went away before the answer's end.</summary>
    public void Abandoned()
    {
        Exchange.AddFlag("DC");
        Exchange.Details = "downstream_remote_disconnect";
    }

    /// <summary>The exchange is over.</summary>
    public void Dispose()
    {
        Answer?.Dispose();
        _gate?.Leave();
        Exchange.Complete();
    }

    internal void Decided(RouteDecision decision, CorsRules? cors, string? origin)
    {
        _decision = decision;
        _cors = cors;
        _origin = origin;
        Exchange.Attempts = 1;
    }
}
