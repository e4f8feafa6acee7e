using System.Diagnostics;
using System.Globalization;
using MlMesh.Mesh.Resources;
using MlMesh.Mesh.Routing;
using MlMesh.Mesh.Security.Authorization;
using MlMesh.Mesh.Traffic.Http;

namespace MlMesh.Mesh.Sidecar.Tracing;

/// <summary>The span of one exchange, named and filled as Envoy's are, and its W3C context on the way.</summary>
internal sealed class ExchangeTrace
{
    private const string TraceParent = "traceparent";
    private const string TraceState = "tracestate";
    private static readonly ActivitySource Source = new("MlMesh.Mesh");

    private readonly TracingSettings _settings;
    private readonly Activity? _activity;
    private readonly ActivityTraceId _traceId;
    private readonly ActivitySpanId _spanId;
    private readonly bool _sampled;
    private readonly bool _adopted;
    private readonly string _state;

    private ExchangeTrace(Exchange exchange, TracingSettings settings, IRandom random)
    {
        _settings = settings;
        var headers = exchange.Request.Headers;
        var hasParent = ActivityContext.TryParse(headers.First(TraceParent), headers.First(TraceState), isRemote: true, out var parent);
        _state = headers.First(TraceState) ?? "";
        // The sampling decision of Istio's proxies travels in the request id, so one that is no UUID takes it away.
        _sampled = settings.Reports && Guid.TryParse(headers.First(HeaderNames.RequestId), out _)
            && (hasParent ? (parent.TraceFlags & ActivityTraceFlags.Recorded) != 0 : Fraction.FromPercent(settings.SamplingPercent).Draw(random));
        _adopted = exchange.Connection.Span is not null;
        if (_adopted && !_sampled)
            Forget(exchange.Connection.Span!);
        else if (_sampled)
            _activity = exchange.Connection.Span ?? Start(exchange.Listener == ListenerKind.Outbound ? ActivityKind.Client : ActivityKind.Server, hasParent ? parent : default);
        _traceId = (_activity ?? exchange.Connection.Span)?.TraceId ?? (hasParent ? parent.TraceId : ActivityTraceId.CreateRandom());
        _spanId = (_activity ?? exchange.Connection.Span)?.SpanId ?? ActivitySpanId.CreateRandom();
    }

    /// <summary>Begins the span of an exchange.</summary>
    /// <returns>None where nothing is traced, or nobody would hear of it.</returns>
    public static ExchangeTrace? Begin(Exchange exchange, TracingSettings? settings, IRandom random) =>
        settings is null || !(Source.HasListeners() || exchange.Connection.Span is not null) ? null : new ExchangeTrace(exchange, settings, random);

    /// <summary>Names the span by the route, passes the name on to the next sidecar, and puts the context on the request.</summary>
    public void Forward(Exchange exchange)
    {
        var headers = exchange.Request.Headers;
        if (exchange.Listener == ListenerKind.Inbound)
        {
            Name(InboundOperation(exchange));
            headers.Remove(HeaderNames.DecoratorOperation);
        }
        else if (exchange.Route is { Operation.Length: > 0 } route)
        {
            Name(route.Operation);
            headers.Replace(HeaderNames.DecoratorOperation, route.Operation);
        }

        Inject(headers, _spanId, _sampled);
    }

    /// <summary>Puts a context on a mirrored copy: of the same trace, but not sampled.</summary>
    public void Mirror(HeaderList headers) => Inject(headers, ActivitySpanId.CreateRandom(), sampled: false);

    /// <summary>Begins the span of one try, which only gateways have.</summary>
    public Activity? BeginTry(Exchange exchange)
    {
        if (_activity is null || exchange.Listener != ListenerKind.Gateway)
            return null;
        var span = Start(ActivityKind.Client, _activity.Context);
        if (span is null)
            return null;
        span.DisplayName = $"router {exchange.Cluster}; egress";
        Inject(exchange.Request.Headers, span.SpanId, _sampled);
        return span;
    }

    /// <summary>Ends the span of a try.</summary>
    public static void EndTry(Activity? span, Exchange exchange, int status)
    {
        if (span is null)
            return;
        span.SetTag("upstream_address", exchange.Upstream?.Authority);
        span.SetTag("peer.address", exchange.Upstream?.Authority);
        Describe(span, exchange);
        Complete(span, status);
    }

    /// <summary>Ends the span.</summary>
    public void End(Exchange exchange)
    {
        if (_activity is not { } span)
            return;
        if (!_adopted)
            DescribeRequest(span, exchange);
        Describe(span, exchange);
        if (exchange.AuditRule is { } rule)
            span.SetTag("mlmesh.audit_rule", rule);
        if (exchange.Trial is { } trial)
        {
            DescribeTrial(span, "allow", trial.Allow);
            DescribeTrial(span, "deny", trial.Deny);
        }

        foreach (var (name, tag) in _settings.Tags)
            span.SetTag(name, Value(tag, exchange));
        if (!_adopted)
            Complete(span, exchange.Status);
    }

    private static void DescribeRequest(Activity span, Exchange exchange)
    {
        if (span.DisplayName == Source.Name)
            span.DisplayName = Operation(exchange);
        span.SetTag("http.url", $"{exchange.Request.Scheme}://{exchange.Authority}{exchange.Path}");
        span.SetTag("http.method", exchange.Method);
        span.SetTag("downstream_cluster", "-");
        span.SetTag("user_agent", exchange.Request.Headers.First("user-agent") ?? "-");
        span.SetTag("peer.address", exchange.Connection.PeerAddress);
        span.SetTag("request_size", Number(exchange.Request.Body.Length ?? 0));
        span.SetTag("guid:x-request-id", exchange.Request.Headers.First(HeaderNames.RequestId));
    }

    private static void Describe(Activity span, Exchange exchange)
    {
        span.SetTag("component", "proxy");
        if (exchange.Cluster is { } cluster)
        {
            span.SetTag("upstream_cluster", cluster);
            span.SetTag("upstream_cluster.name", $"{cluster};");
        }

        span.SetTag("response_flags", exchange.Flags.Length == 0 ? "-" : exchange.Flags);
        span.SetTag("istio.canonical_service", exchange.Workload.CanonicalName);
        span.SetTag("istio.canonical_revision", exchange.Workload.Version ?? "latest");
        span.SetTag("istio.namespace", exchange.Workload.Namespace);
        span.SetTag("istio.mesh_id", "cluster.local");
        span.SetTag("istio.cluster_id", "Kubernetes");
        span.SetTag("mlmesh.route", exchange.RouteName);
        span.SetTag("mlmesh.attempts", exchange.Attempts);
        span.SetTag("mlmesh.response_details", exchange.Details);
    }

    private static void DescribeTrial(Activity span, string action, AuthorizationVerdict? verdict)
    {
        if (verdict is not { } would)
            return;
        span.SetTag($"istio.authorization.dry_run.{action}_policy.name", would.Rule);
        span.SetTag($"istio.authorization.dry_run.{action}_policy.result", would.Allowed ? "allowed" : "denied");
    }

    private static void Complete(Activity span, int status)
    {
        span.SetTag("http.protocol", "HTTP/1.1");
        span.SetTag("http.status_code", Number(status));
        // Envoy marks what went wrong on the server's side; OpenTelemetry lets a call fail for its caller with any 4xx too.
        if (status is 0 or >= 500)
            span.SetTag("error", "true");
        if (status >= (span.Kind == ActivityKind.Client ? 400 : 500))
            span.SetStatus(ActivityStatusCode.Error);
        span.Stop();
    }

    private static void Forget(Activity span)
    {
        span.IsAllDataRequested = false;
        span.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
    }

    // Neither takes the ambient activity for a parent nor becomes it: the proxy is another process in the cluster.
    private static Activity? Start(ActivityKind kind, ActivityContext parent)
    {
        var ambient = Activity.Current;
        Activity.Current = null;
        try
        {
            return Source.StartActivity(Source.Name, kind, parent);
        }
        finally
        {
            Activity.Current = ambient;
        }
    }

    // Of a request that was not forwarded: its route names it all the same.
    private static string Operation(Exchange exchange) => exchange switch
    {
        { Listener: ListenerKind.Inbound, Route: not null } => InboundOperation(exchange),
        { Route: { Operation.Length: > 0 } route } => route.Operation,
        _ => $"egress {exchange.Authority}",
    };

    private static string InboundOperation(Exchange exchange)
    {
        if (exchange.Request.Headers.First(HeaderNames.DecoratorOperation) is { } callersName)
            return callersName;
        return exchange.ClusterConfig is { Host.Length: > 0 } cluster
            ? string.Create(CultureInfo.InvariantCulture, $"{cluster.Host}:{cluster.Port}/*")
            : $"egress {exchange.Authority}";
    }

    private void Name(string operation)
    {
        if (_activity is not null && !_adopted)
            _activity.DisplayName = operation;
    }

    private void Inject(HeaderList headers, ActivitySpanId span, bool sampled)
    {
        headers.Replace(TraceParent, $"00-{_traceId.ToHexString()}-{span.ToHexString()}-{(sampled ? "01" : "00")}");
        headers.Replace(TraceState, _state);
    }

    private static string? Value(CustomTag tag, Exchange exchange) => tag switch
    {
        { Literal: { } literal } => literal.Value,
        { Header: { } header } => exchange.Request.Headers.First(header.Name) ?? (header.DefaultValue.Length > 0 ? header.DefaultValue : null),
        { Environment: { } variable } => Environment.GetEnvironmentVariable(variable.Name) ?? variable.DefaultValue,
        _ => null,
    };

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
