using MlMesh.Mesh.Routing;
using MlMesh.Mesh.Routing.Clusters;
using MlMesh.Mesh.Security.Authorization;
using MlMesh.Mesh.Security.RateLimits;
using MlMesh.Mesh.Sidecar.Tracing;
using MlMesh.Mesh.Traffic.Http;

namespace MlMesh.Mesh.Sidecar;

/// <summary>One request through a proxy and what became of it: the fields of Envoy's access log.</summary>
public sealed class Exchange : IBodyOwner
{
    private readonly TimeProvider _time;
    private readonly IExchangeObserver? _observer;
    private int _completed;

    internal Exchange(
        ListenerKind listener, Workload workload, DownstreamConnection connection, MeshRequest request, TimeProvider time, IExchangeObserver? observer, AccessLogSettings accessLog)
    {
        Listener = listener;
        Workload = workload;
        Connection = connection;
        Request = request;
        Method = request.Method;
        Path = request.Target;
        Authority = request.Authority;
        _time = time;
        _observer = observer;
        IsLogged = accessLog.Includes(listener);
        Started = time.GetTimestamp();
    }

    /// <summary>Where the request entered.</summary>
    public ListenerKind Listener { get; }

    /// <summary>The policy's Telemetry resources leave it in the access log.</summary>
    public bool IsLogged { get; }

    /// <summary>Whose proxy this is.</summary>
    public Workload Workload { get; }

    /// <summary>The connection of the request.</summary>
    public DownstreamConnection Connection { get; }

    /// <summary>The request as it looks now; after the exchange, as it was forwarded last.</summary>
    public MeshRequest Request { get; }

    /// <summary>The method as it arrived.</summary>
    public string Method { get; }

    /// <summary>Path and query as they arrived, normalized.</summary>
    public string Path { get; internal set; }

    /// <summary>The authority as it arrived.</summary>
    public string Authority { get; }

    /// <summary>The status that the client got; 0 when it got none.</summary>
    public int Status { get; internal set; }

    /// <summary>RESPONSE_FLAGS, separated by commas; empty for none.</summary>
    public string Flags { get; private set; } = "";

    /// <summary>RESPONSE_CODE_DETAILS.</summary>
    public string? Details { get; internal set; }

    /// <summary>The route that matched, if any.</summary>
    public RouteEntry? Route => Decision.Route;

    /// <summary>ROUTE_NAME; empty when the route has none.</summary>
    public string RouteName => Decision.RouteName;

    /// <summary>UPSTREAM_CLUSTER; none when no cluster was found.</summary>
    public string? Cluster => ClusterConfig?.Name;

    /// <summary>The cluster that was drawn, whether it exists or not.</summary>
    public string? DrawnCluster { get; internal set; }

    /// <summary>The cluster's configuration; none when no cluster was found.</summary>
    public ClusterConfig? ClusterConfig { get; internal set; }

    /// <summary>What a consistent-hash load balancer looked up, if there was anything to hash.</summary>
    public ulong? HashKey { get; internal set; }

    /// <summary>The endpoint of the last try, if any.</summary>
    public Endpoint? Upstream { get; internal set; }

    /// <summary>How many tries the request took; 0 when it was not forwarded.</summary>
    public int Attempts { get; internal set; }

    /// <summary>UPSTREAM_TRANSPORT_FAILURE_REASON, if any.</summary>
    public string? TransportFailure { get; internal set; }

    /// <summary>Whether the body outgrew the retry buffer, so that the request could not be tried again.</summary>
    public bool BodyTooLargeToRetry { get; internal set; }

    /// <summary>What authorization policies under trial would have decided; none without any.</summary>
    public AuthorizationTrial? Trial { get; internal set; }

    /// <summary>The rule of an AUDIT policy that the request matched; none when it matched none.</summary>
    public string? AuditRule { get; internal set; }

    /// <summary>Timestamp of the beginning.</summary>
    public long Started { get; }

    /// <summary>From the request's beginning to the answer's end.</summary>
    public TimeSpan Duration { get; private set; }

    /// <summary>Route and destination; the default before the request is routed.</summary>
    internal RouteDecision Decision { get; set; }

    /// <summary>A filter changed what routes match on, so that the request is routed anew after the filters. Envoy: the route cache was cleared.</summary>
    internal bool RouteCleared { get; set; }

    /// <summary>What policies see of the request as it looks now.</summary>
    internal RequestHead Head => new(Request.Method, Request.Target, Request.Authority, Request.Scheme, Request.Headers, Token);

    /// <summary>The claims of the token that a filter verified; none without one.</summary>
    internal ITokenClaims? Token { get; set; }

    /// <summary>Headers that filters add to the answer, whoever gives it; none while nothing was added.</summary>
    internal HeaderList? AnswerHeaders { get; set; }

    /// <summary>The exchange's span and its context; none where nothing is traced.</summary>
    internal ExchangeTrace? Trace { get; set; }

    /// <summary>Ends the whole exchange when it takes too long; none without a timeout.</summary>
    internal Deadline? Deadline { get; set; }

    /// <summary>What rate limits see of the request as it looks now.</summary>
    /// <param name="sourceCluster">The proxy's own cluster name.</param>
    internal RateLimitInput RateLimitInput(string sourceCluster) => new()
    {
        Head = Head,
        PeerAddress = Connection.PeerAddress,
        TrustsForwardedFor = Listener != ListenerKind.Gateway,
        SourceCluster = sourceCluster,
        DestinationCluster = DrawnCluster ?? Cluster,
        Token = Token,
    };

    void IBodyOwner.BodyEnded(BodyEnd end)
    {
        switch (end)
        {
            case BodyEnd.Complete:
                break;
            case BodyEnd.GivenUp or BodyEnd.ConnectionLost when Deadline is { Expired: true }:
                AddFlag("UT");
                Details = "response_timeout";
                break;
            case BodyEnd.ConnectionLost:
                AddFlag("UC");
                Details = "upstream_reset_after_response_started{connection_termination}";
                break;
            default:
                AddFlag("DC");
                Details = "downstream_remote_disconnect";
                break;
        }

        Complete();
    }

    internal void AddFlag(string flag)
    {
        if (Flags.Length == 0)
            Flags = flag;
        else if (!Flags.Split(',').Contains(flag))
            Flags = $"{Flags},{flag}";
    }

    internal void Complete()
    {
        if (Interlocked.Exchange(ref _completed, 1) != 0)
            return;
        Deadline?.Dispose();
        Duration = _time.GetElapsedTime(Started);
        Trace?.End(this);
        _observer?.Completed(this);
    }
}
