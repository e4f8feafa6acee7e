namespace MlMesh.Mesh.Security.Tokens.Keys;

/// <summary>
/// Signatures that were found bad while one request's rules were asked: several rules may have the same keys, and each is asked twice. What is good a key set
/// remembers itself; what is bad is remembered no longer than the request, so that a caller cannot fill the memory. Not thread-safe.
/// </summary>
internal sealed class RefusedSignatures
{
    private List<(TokenKeySet Keys, string Text, TokenStatus Status)>? _refused;

    /// <summary>Checks a token's signature, unless these very keys refused it before.</summary>
    public TokenStatus Verify(TokenKeySet keys, JsonWebToken token)
    {
        foreach (var (asked, text, said) in _refused ?? [])
        {
            if (ReferenceEquals(asked, keys) && text == token.Text)
                return said;
        }

        var status = keys.Verify(token);
        if (status != TokenStatus.Ok)
            (_refused ??= []).Add((keys, token.Text, status));
        return status;
    }
}
