using MlMesh.Cli.Policy.Output;
using MlMesh.Mesh.Explaining;
using MlMesh.Mesh.Explaining.Answers;
using MlMesh.Mesh.Resources;

namespace MlMesh.Cli.Policy.Route;

/// <summary>The JSON of <c>mlmesh policy route --json</c>; docs/policy.md describes it. Fields are only ever added.</summary>
internal sealed record RouteDocument(
    string Schema,
    RequestDocument Request,
    ProxyDocument Proxy,
    string Outcome,
    string? VirtualHost,
    string? Domain,
    string? Route,
    IReadOnlyList<RuleDocument> Rules,
    IReadOnlyList<RuleDocument> Omitted,
    IReadOnlyList<DestinationDocument> Destinations,
    string? Timeout,
    RetriesDocument? Retries,
    FaultDocument? Fault,
    IReadOnlyList<MirrorDocument> Mirrors,
    AnswerDocument? Answer,
    AuthorizationDocument? Authorization,
    IReadOnlyList<string> Assumptions,
    IReadOnlyList<string> Notes,
    IReadOnlyList<FindingDocument> Findings)
{
    public const string SchemaName = "mlmesh.policy.route/1";

    public static RouteDocument Of(PolicyModel model, RequestQuestion question, RequestAnswer answer)
    {
        var resources = model.Policy.Resources;
        var explanation = answer.Explanation;
        return new RouteDocument(
            SchemaName,
            new RequestDocument(question.Method, question.Authority, answer.NormalizedTarget ?? question.Target, [.. question.Headers.Select(HeaderDocument.Of)]),
            new ProxyDocument(answer.Proxy.Namespace, answer.Proxy.Name, answer.AtGateway ? "gateway" : answer.Proxy.HasSidecar ? "sidecar" : "none", answer.Port),
            Names.Kebab(answer.Kind),
            explanation?.Decision.VirtualHost?.Name,
            explanation?.Domain,
            answer.Route?.Name,
            [.. (explanation?.Verdicts ?? []).Select(verdict => RuleDocument.Of(resources, verdict.Route.Name, verdict.Route.Origin, verdict.Mismatch is null, verdict.Mismatch))],
            [.. (explanation?.Omitted ?? []).Select(rule => RuleDocument.Of(resources, rule.Name, rule.Origin, false, rule.Reason))],
            [.. answer.Destinations.Select(DestinationDocument.Of)],
            answer.Route?.Timeout is { } timeout ? GoDuration.Format(timeout) : null,
            RetriesDocument.Of(answer.Route?.Retry),
            FaultDocument.Of(answer.Route?.Fault),
            [.. (answer.Route?.Mirrors ?? []).Select(mirror => new MirrorDocument(mirror.Cluster, mirror.Share.Millionths / 10_000.0))],
            AnswerDocument.Of(answer.Answer),
            AuthorizationDocument.Of(answer.Authorization),
            model.Assumptions,
            answer.Notes,
            [.. model.Stated.Findings.Select(FindingDocument.Of)]);
    }
}
