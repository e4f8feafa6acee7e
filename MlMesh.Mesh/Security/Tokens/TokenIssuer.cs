using Microsoft.Extensions.Primitives;
using MlMesh.Mesh.Resources;
using MlMesh.Mesh.Security.Tokens.Keys;
using MlMesh.Mesh.Security.Tokens.Sources;

namespace MlMesh.Mesh.Security.Tokens;

/// <summary>Verifies the tokens of one issuer. A token that was verified under the issuer's keys before costs a look-up. Thread-safe.</summary>
/// <param name="rule">The rule of a RequestAuthentication.</param>
/// <param name="keys">The issuer's keys.</param>
/// <param name="time">The clock of expiry.</param>
internal sealed class TokenIssuer(JwtRule rule, IKeySource keys, TimeProvider time)
{
    /// <summary>By how much clocks may differ, in seconds: Envoy's default.</summary>
    public const ulong ClockSkew = 60;

    private readonly AudienceSet _audiences = new(rule.Audiences);

    /// <summary>Verifies a token.</summary>
    /// <param name="text">The token.</param>
    /// <param name="refused">What the request's rules found bad so far; none where nobody asks twice.</param>
    /// <param name="cancellationToken">Nobody waits for the answer any more.</param>
    public ValueTask<TokenVerdict> VerifyAsync(StringSegment text, RefusedSignatures? refused, CancellationToken cancellationToken)
    {
        if (text.Length > JsonWebToken.MaximumLength)
            return ValueTask.FromResult(new TokenVerdict(TokenStatus.TooLong));
        var known = keys.Known;
        if (known is not null && known.Verified.TryGet(text, out var before))
            return ValueTask.FromResult(Verdict(Check(before), before));

        var status = JsonWebTokenParser.Parse(text, out var token);
        if (status == TokenStatus.Ok)
            status = Check(token!);
        if (status != TokenStatus.Ok)
            return ValueTask.FromResult(new TokenVerdict(status));
        if (known is null)
            return FetchAndVerifyAsync(token!, refused, cancellationToken);
        status = Verify(known, token!, refused);
        return status == TokenStatus.NoMatchingKey ? RenewAndVerifyAsync(known, token!, refused, cancellationToken) : ValueTask.FromResult(Verdict(status, token!));
    }

    private async ValueTask<TokenVerdict> FetchAndVerifyAsync(JsonWebToken token, RefusedSignatures? refused, CancellationToken cancellationToken)
    {
        var fetched = await keys.GetAsync(cancellationToken).ConfigureAwait(false);
        return Verdict(Verify(fetched, token, refused), token);
    }

    private async ValueTask<TokenVerdict> RenewAndVerifyAsync(TokenKeySet known, JsonWebToken token, RefusedSignatures? refused, CancellationToken cancellationToken)
    {
        var renewed = await keys.RenewAsync(cancellationToken).ConfigureAwait(false);
        return Verdict(ReferenceEquals(renewed, known) ? TokenStatus.NoMatchingKey : Verify(renewed, token, refused), token);
    }

    private static TokenStatus Verify(TokenKeySet keys, JsonWebToken token, RefusedSignatures? refused) => refused is null ? keys.Verify(token) : refused.Verify(keys, token);

    private static TokenVerdict Verdict(TokenStatus status, JsonWebToken token) => new(status, status == TokenStatus.Ok ? token : null);

    private TokenStatus Check(JsonWebToken token)
    {
        if (rule.Issuer.Length > 0 && token.Issuer != rule.Issuer)
            return TokenStatus.IssuerUnknown;
        var now = (ulong)time.GetUtcNow().ToUnixTimeSeconds();
        if (now + ClockSkew < token.NotBefore)
            return TokenStatus.NotYetValid;
        if (token.Expiry != 0 && now > token.Expiry + ClockSkew)
            return TokenStatus.Expired;
        return _audiences.Accepts(token.Audiences) ? TokenStatus.Ok : TokenStatus.AudienceNotAllowed;
    }
}
