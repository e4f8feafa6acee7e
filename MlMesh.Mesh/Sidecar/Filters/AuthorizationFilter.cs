using MlMesh.Mesh.Routing;
using MlMesh.Mesh.Security.Authorization;
using MlMesh.Mesh.Traffic.Http;

namespace MlMesh.Mesh.Sidecar.Filters;

/// <summary>Envoy's RBAC filter: the DENY and ALLOW AuthorizationPolicies of the workload; those that only AUDIT or are under trial leave their word in the span.</summary>
internal sealed class AuthorizationFilter(WorkloadAuthorization authorization, Workload workload, int port) : IHttpFilter
{
    private readonly AuthorizationView _view = new(authorization, workload, port);

    public ValueTask<MeshResponse?> ApplyAsync(Exchange exchange, CancellationToken cancellationToken)
    {
        var verdict = Decide(exchange);
        return ValueTask.FromResult(verdict.Allowed
            ? null
            : LocalReply.Create(exchange, 403, verdict.Details!, AuthorizationVerdict.Body, decision: exchange.Decision));
    }

    /// <summary>What the policies say, without answering.</summary>
    public AuthorizationVerdict Decide(Exchange exchange)
    {
        var request = _view.Of(exchange);
        exchange.AuditRule = authorization.Audits(request);
        exchange.Trial = authorization.Try(request);
        return authorization.Authorize(request);
    }
}
