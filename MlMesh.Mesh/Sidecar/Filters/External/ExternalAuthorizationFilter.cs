using MlMesh.Mesh.Routing;
using MlMesh.Mesh.Security.Authorization;
using MlMesh.Mesh.Security.ExternalAuthorization;
using MlMesh.Mesh.Traffic.Http;

namespace MlMesh.Mesh.Sidecar.Filters.External;

/// <summary>Envoy's ext_authz filter, and the RBAC filter in front of it that says which requests it asks about: the CUSTOM AuthorizationPolicies of the workload.</summary>
/// <param name="authorization">The workload's policies.</param>
/// <param name="view">What they see of requests.</param>
/// <param name="authorizer">Whom to ask; none when istiod could configure nobody.</param>
/// <param name="services">What filters share.</param>
internal sealed class ExternalAuthorizationFilter(WorkloadAuthorization authorization, AuthorizationView view, Authorizer? authorizer, FilterServices services) : IHttpFilter
{
    private const string BadAction = "-deny-due-to-bad-CUSTOM-action";

    private readonly AuthorizationClient? _client = authorizer is null ? null : new AuthorizationClient(authorizer, services);

    public ValueTask<MeshResponse?> ApplyAsync(Exchange exchange, CancellationToken cancellationToken)
    {
        if (authorization.AsksProvider(view.Of(exchange)) is not { } rule)
            return ValueTask.FromResult<MeshResponse?>(null);
        if (_client is null)
        {
            return ValueTask.FromResult<MeshResponse?>(LocalReply.Create(
                exchange, 403, $"rbac_access_denied_matched_policy[{rule}{BadAction}]", AuthorizationVerdict.Body, decision: exchange.Decision));
        }

        return exchange.Decision.Kind == RouteDecisionKind.NotFound ? ValueTask.FromResult<MeshResponse?>(null) : AskAsync(exchange, authorizer!, _client, cancellationToken);
    }

    private static async ValueTask<MeshResponse?> AskAsync(Exchange exchange, Authorizer authorizer, AuthorizationClient client, CancellationToken cancellationToken)
    {
        var (check, tooLarge) = await CheckRequest.BuildAsync(exchange, authorizer, cancellationToken).ConfigureAwait(false);
        if (tooLarge)
            return LocalReply.Create(exchange, 413, "request_payload_too_large", "Payload Too Large", decision: exchange.Decision);
        var answer = await client.AskAsync(check, cancellationToken).ConfigureAwait(false);
        if (answer is not { } given)
            return authorizer.FailOpen ? null : LocalReply.Create(exchange, authorizer.StatusOnError, "ext_authz_error", flag: "UAEX", decision: exchange.Decision);
        if (given.Status != 200)
            return Deny(exchange, authorizer, given);
        Allow(exchange, authorizer, given.Headers);
        return null;
    }

    private static MeshResponse Deny(Exchange exchange, Authorizer authorizer, AuthorizationAnswer answer)
    {
        var told = new HeaderList(8);
        foreach (var (name, value) in answer.Headers.Fields)
        {
            if (authorizer.TellsDenied(name))
                told.Append(name, value);
        }

        return LocalReply.Create(exchange, answer.Status, "ext_authz_denied", answer.Body, "UAEX", exchange.Decision, headers: told);
    }

    private static void Allow(Exchange exchange, Authorizer authorizer, HeaderList answer)
    {
        var headers = exchange.Request.Headers;
        var changed = false;
        foreach (var (name, value) in answer.Fields)
        {
            foreach (var removed in Authorizer.Removed(name, value))
            {
                headers.Remove(removed);
                changed = true;
            }

            if (authorizer.PassesOn(name))
            {
                headers.Replace(name, value);
                changed = true;
            }

            if (authorizer.TellsAllowed(name))
                (exchange.AnswerHeaders ??= new HeaderList(4)).Append(name, value);
        }

        exchange.RouteCleared |= changed && authorizer.ClearsRoute;
    }
}
