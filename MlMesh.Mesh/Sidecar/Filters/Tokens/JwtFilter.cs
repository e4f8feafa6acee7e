using System.Collections.Immutable;
using MlMesh.Mesh.Security.Tokens;
using MlMesh.Mesh.Security.Tokens.Keys;
using MlMesh.Mesh.Traffic.Http;

namespace MlMesh.Mesh.Sidecar.Filters.Tokens;

/// <summary>
/// Envoy's jwt_authn filter as istiod configures it: a request without a token passes, one whose token no rule accepts is refused. At a gateway a good token
/// has the request routed anew, so that routes on claims apply.
/// </summary>
internal sealed class JwtFilter(ImmutableArray<TokenRule> rules) : IHttpFilter
{
    private const int RealmPathLength = 256;

    public async ValueTask<MeshResponse?> ApplyAsync(Exchange exchange, CancellationToken cancellationToken)
    {
        var request = exchange.Request;
        if (IsPreflight(request))
            return null;
        var (authority, target) = (request.Authority, request.Headers.First(HeaderNames.OriginalPath) ?? request.Target);
        var status = await RequireAsync(exchange, cancellationToken).ConfigureAwait(false);
        if (status == TokenStatus.Ok)
        {
            exchange.RouteCleared |= exchange.Listener == ListenerKind.Gateway && exchange.Token is not null;
            return null;
        }

        var path = target.Length > RealmPathLength ? target[..RealmPathLength] : target;
        var challenge = $"Bearer realm=\"{request.Headers.First(HeaderNames.ForwardedProto)}://{authority}{path}\", error=\"invalid_token\"";
        return LocalReply.Create(
            exchange, status.HttpStatus(), status.Details(), status.Text(), decision: exchange.Decision, header: new HeaderField("www-authenticate", challenge));
    }

    // istiod's requirement. One rule: its tokens are good, or there are none. Several: those of one rule are good, or for each rule they are good or missing.
    private async ValueTask<TokenStatus> RequireAsync(Exchange exchange, CancellationToken cancellationToken)
    {
        if (rules.Length == 1)
        {
            var only = await rules[0].VerifyAsync(exchange, null, cancellationToken).ConfigureAwait(false);
            return only == TokenStatus.Missing ? TokenStatus.Ok : only;
        }

        var refused = new RefusedSignatures();
        var said = TokenStatus.Missing;
        foreach (var rule in rules)
        {
            var status = await rule.VerifyAsync(exchange, refused, cancellationToken).ConfigureAwait(false);
            if (status == TokenStatus.Ok)
                return status;
            said = MoreTelling(said, status);
        }

        foreach (var rule in rules)
        {
            var status = await rule.VerifyAsync(exchange, refused, cancellationToken).ConfigureAwait(false);
            if (status is not (TokenStatus.Ok or TokenStatus.Missing))
                return MoreTelling(said, status);
        }

        return TokenStatus.Ok;
    }

    private static TokenStatus MoreTelling(TokenStatus before, TokenStatus status) =>
        status is not (TokenStatus.Missing or TokenStatus.IssuerUnknown) || before == TokenStatus.Missing ? status : before;

    private static bool IsPreflight(MeshRequest request) => request.Method == "OPTIONS"
        && request.Headers.First(HeaderNames.Origin) is { Length: > 0 }
        && request.Headers.First("access-control-request-method") is { Length: > 0 };
}
