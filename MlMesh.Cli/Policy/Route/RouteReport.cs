using MlMesh.Cli.Policy.Output;
using MlMesh.Mesh.Explaining;
using MlMesh.Mesh.Explaining.Answers;
using MlMesh.Mesh.Resources;
using MlMesh.Mesh.Routing;

namespace MlMesh.Cli.Policy.Route;

/// <summary>Prints an answer for people: the outcome first, then why.</summary>
internal sealed class RouteReport(PolicyModel model, RequestQuestion question, RequestAnswer answer, TextWriter output, Ink ink)
{
    private const int NameWidth = 16;

    public void Write()
    {
        output.WriteLine(ink.Strong($"{question.Method} {question.Authority}{answer.NormalizedTarget ?? question.Target}: {Outcome()}"));
        output.WriteLine($"  asked of {Proxy()}");
        WriteRules();
        WriteActions();
        foreach (var destination in answer.Destinations)
            WriteDestination(destination);
        if (answer.Answer is { } local)
            WriteAnswer(local);
        if (answer.Authorization is { } authorization)
            output.WriteLine($"  at the gateway   {Verdict(authorization)}");
        foreach (var note in answer.Notes.Concat(model.Assumptions))
            output.WriteLine(ink.Dim($"  note: {note}"));
    }

    private string Outcome() => answer.Kind switch
    {
        AnswerKind.Forwarded => string.Join(", ", answer.Destinations.Select(destination => $"{Names.Percent(destination.Share)} to {Short(destination)}")),
        AnswerKind.Redirected => $"redirected with {answer.Answer!.Status} to {answer.Answer.Headers.FirstOrDefault(header => header.Key == "location").Value}",
        AnswerKind.Answered => $"answered by the route with {answer.Answer!.Status}",
        AnswerKind.Aborted => $"aborted by an injected fault with {answer.Answer!.Status}",
        AnswerKind.Preflight => "a preflight, answered by the proxy",
        AnswerKind.NotFound => "no route, 404",
        AnswerKind.Denied => "denied at the gateway, 403",
        AnswerKind.Refused => $"refused by the proxy with {answer.Answer!.Status} ({answer.Answer.Details})",
        AnswerKind.PassedThrough when !answer.Destinations.IsEmpty => $"a connection to {string.Join(", ", answer.Destinations.Select(Short))}",
        AnswerKind.PassedThrough => $"port {answer.Port} has no HTTP routes: the connection passes through",
        _ => $"port {answer.Port} has no HTTP routes, and unknown destinations are blocked: the connection is cut off",
    };

    private string Proxy()
    {
        var kind = answer.AtGateway ? "the gateway" : answer.Proxy.HasSidecar ? "the sidecar of" : "no sidecar;";
        return $"{kind} {answer.Proxy.Namespace}/{answer.Proxy.Name}, port {answer.Port}";
    }

    private void WriteRules()
    {
        if (answer.Explanation is not { } explanation)
            return;
        if (explanation.Decision.VirtualHost is { } host)
            output.WriteLine($"  host             {host.Name}, by domain {explanation.Domain}");
        foreach (var verdict in explanation.Verdicts)
        {
            var name = verdict.Route.Name.Length > 0 ? verdict.Route.Name : verdict.Route.Origin is { } origin ? $"rule {origin.Rule}" : "(no name)";
            var mark = verdict.Mismatch is null ? ink.Good("✓") : ink.Bad("✗");
            output.WriteLine($"    {mark} {name.PadRight(NameWidth)} {verdict.Mismatch ?? "matches"}{At(verdict.Route.Origin)}");
        }

        foreach (var rule in explanation.Omitted)
            output.WriteLine($"    {ink.Dim("-")} {(rule.Name.Length > 0 ? rule.Name : $"rule {rule.Origin.Rule}").PadRight(NameWidth)} not here: {rule.Reason}{At(rule.Origin)}");
    }

    private string At(RouteOrigin? origin) => RouteSources.Locate(model.Policy.Resources, origin) is { } location ? ink.Dim($"  {location}") : "";

    private void WriteActions()
    {
        if (answer.Route is not { } route || answer.Kind is not (AnswerKind.Forwarded or AnswerKind.Aborted))
            return;
        output.WriteLine($"  timeout          {(route.Timeout is { } timeout ? GoDuration.Format(timeout) : "none")}");
        output.WriteLine($"  retries          {Retries(route.Retry)}");
        if (route.Fault?.Delay is { } delay)
            output.WriteLine($"  fault            {ink.Warn($"{delay.Share.Millionths / 10_000.0:0.####} % wait {GoDuration.Format(delay.Duration)}")}");
        if (route.Fault?.Abort is { } abort)
            output.WriteLine($"  fault            {ink.Warn($"{abort.Share.Millionths / 10_000.0:0.####} % fail with {(abort.HttpStatus is { } status ? status.ToString(System.Globalization.CultureInfo.InvariantCulture) : $"grpc-status {abort.GrpcStatus}")}")}");
        foreach (var mirror in route.Mirrors)
            output.WriteLine($"  mirror           {mirror.Share.Millionths / 10_000.0:0.####} % copied to {mirror.Cluster}");
        if (route.Rewrite is { } rewrite)
            output.WriteLine($"  rewrite          {rewrite}");
    }

    private static string Retries(RetryPolicy? policy) => policy is null
        ? "none"
        : $"{policy.Attempts}{(policy.PerTryTimeout is { } limit ? $", each within {GoDuration.Format(limit)}" : "")}, on {policy.RetryOn}";

    private void WriteDestination(DestinationAnswer destination)
    {
        output.WriteLine($"  {ink.Strong($"→ {Names.Percent(destination.Share)}".PadRight(NameWidth))} {destination.ClusterName}{Trouble(destination)}");
        if (destination.Request.Target != answer.NormalizedTarget || destination.Request.Authority != question.Authority)
            output.WriteLine($"      as           {destination.Request.Method} {destination.Request.Authority}{destination.Request.Target}");
        foreach (var change in destination.RequestChanges)
            output.WriteLine($"      request      {Change(change)}");
        foreach (var change in destination.ResponseChanges)
            output.WriteLine($"      response     {Change(change)}");
        foreach (var callee in destination.Callees)
        {
            var peer = callee.PeerIdentity is null ? "plain text" : $"mTLS as {callee.PeerIdentity}";
            var said = !callee.TakesConnection ? $": {ink.Bad("cut off")} (its mTLS mode is {callee.Mode?.ToString().ToUpperInvariant()})" : callee.Authorization is { } verdict ? $": {Verdict(verdict)}" : "";
            output.WriteLine($"      reaches      {callee.Workload.Namespace}/{callee.Workload.Name}:{callee.Port} ({peer}){said}");
        }
    }

    private string Trouble(DestinationAnswer destination) => destination switch
    {
        { Cluster: null } when answer.Kind == AnswerKind.Forwarded => ink.Bad("  does not exist: 503, flag NC"),
        { Cluster: { Kind: Mesh.Routing.Clusters.ClusterKind.Endpoints, Endpoints.IsEmpty: true } } => ink.Bad("  has no endpoints: 503, flag UH"),
        _ => "",
    };

    private static string Change(HeaderChange change) => change.Operation switch
    {
        HeaderOperation.Remove => $"remove {change.Name}",
        HeaderOperation.Set => $"set {change.Name}: {change.Value}",
        _ => $"add {change.Name}: {change.Value}",
    };

    private string Verdict(AuthorizationAnswer verdict)
    {
        var place = verdict.Location is { } location ? ink.Dim($"  {location}") : "";
        return (verdict.Allowed ? ink.Good("allowed") : ink.Bad("denied")) + $" ({verdict.Reason}){place}";
    }

    private void WriteAnswer(LocalAnswer local)
    {
        output.WriteLine($"  answer           {local.Status}{(local.Flags.Length > 0 ? $", flag {local.Flags}" : "")}, {local.Details}");
        foreach (var (name, value) in local.Headers)
            output.WriteLine($"                   {name}: {value}");
        if (local.Body.Length > 0)
            output.WriteLine($"                   {local.Body}");
    }

    private static string Short(DestinationAnswer destination) => destination.Cluster is { Subset.Length: > 0 } cluster ? $"{cluster.Host.Split('.')[0]} {cluster.Subset}"
        : destination.Cluster is { Host.Length: > 0 } whole ? whole.Host : destination.ClusterName;
}
