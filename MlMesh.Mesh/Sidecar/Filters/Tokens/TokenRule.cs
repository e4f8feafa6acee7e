using System.Collections.Frozen;
using System.Collections.Immutable;
using MlMesh.Mesh.Resources;
using MlMesh.Mesh.Security.Tokens;
using MlMesh.Mesh.Security.Tokens.Keys;
using MlMesh.Mesh.Security.Tokens.Sources;
using MlMesh.Mesh.Traffic.Http;

namespace MlMesh.Mesh.Sidecar.Filters.Tokens;

/// <summary>One rule of a RequestAuthentication at a proxy: an Envoy provider with its verifier.</summary>
internal sealed class TokenRule
{
    private static readonly string[] AlwaysSpaceDelimited = ["scope", "permission"];

    private readonly TokenIssuer _issuer;
    private readonly TokenFinder _finder;
    private readonly bool _forward;
    private readonly string _payloadHeader;
    private readonly ImmutableArray<(string Header, string[] Claim)> _outputs;
    private readonly FrozenSet<string> _spaceDelimited;

    public TokenRule(JwtRule rule, FilterServices services)
        : this(rule, services.TokenKeys.For(rule), services.Time)
    {
    }

    /// <summary>Takes over a rule.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="keys">The issuer's keys.</param>
    /// <param name="time">The clock of expiry.</param>
    public TokenRule(JwtRule rule, IKeySource keys, TimeProvider time)
    {
        _issuer = new TokenIssuer(rule, keys, time);
        _finder = new TokenFinder(rule);
        _forward = rule.ForwardOriginalToken;
        _payloadHeader = rule.OutputPayloadToHeader.ToLowerInvariant();
        _outputs = [.. rule.OutputClaimToHeaders.Select(output => (output.Header.ToLowerInvariant(), output.Claim.Split('.')))];
        _spaceDelimited = rule.SpaceDelimitedClaims.Concat(AlwaysSpaceDelimited).ToFrozenSet(StringComparer.Ordinal);
    }

    /// <summary>
    /// Verifies the tokens in the rule's places; all must be good. Strips what the caller sent under the rule's output names first, and hands on what each
    /// good token says, even if a later one is bad: the request is then refused, or another rule is asked.
    /// </summary>
    /// <param name="exchange">The request.</param>
    /// <param name="refused">What the request's rules found bad so far; none where this is the only one.</param>
    /// <param name="cancellationToken">Nobody waits for the answer any more.</param>
    public async ValueTask<TokenStatus> VerifyAsync(Exchange exchange, RefusedSignatures? refused, CancellationToken cancellationToken)
    {
        var request = exchange.Request;
        StripOutputs(request.Headers);
        if (_finder.Find(request) is not { } tokens)
            return TokenStatus.Missing;
        // From the last place to the first, so that what the first says counts in the end.
        for (var i = tokens.Count - 1; i >= 0; i--)
        {
            var (status, token) = await _issuer.VerifyAsync(tokens[i].Text, refused, cancellationToken).ConfigureAwait(false);
            if (status != TokenStatus.Ok)
                return status;
            Accept(exchange, tokens[i], token!);
        }

        return TokenStatus.Ok;
    }

    private void StripOutputs(HeaderList headers)
    {
        if (_payloadHeader.Length > 0)
            headers.Remove(_payloadHeader);
        foreach (var (header, _) in _outputs)
            headers.Remove(header);
    }

    private void Accept(Exchange exchange, in LocatedToken located, JsonWebToken token)
    {
        var headers = exchange.Request.Headers;
        if (_payloadHeader.Length > 0)
            headers.Append(_payloadHeader, token.PayloadText);
        foreach (var (header, claim) in _outputs)
        {
            if (token.Payload.Find(claim) is { } found && ClaimText.Of(found) is { } text)
                headers.Append(header, text);
        }

        if (!_forward)
            TokenFinder.Remove(exchange.Request, located);
        exchange.Token = token.Claims(_spaceDelimited);
    }
}
