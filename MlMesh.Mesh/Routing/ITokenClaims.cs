namespace MlMesh.Mesh.Routing;

/// <summary>The claims of a verified token, as policies compare them.</summary>
public interface ITokenClaims
{
    /// <summary>
    /// The texts of a claim: itself, or a list's items; <c>scope</c>, <c>permission</c> and the issuer's space-delimited claims are split at spaces.
    /// Empty when it is absent or no text.
    /// </summary>
    /// <param name="path">The claim's name, or the names on the way to a nested one.</param>
    IReadOnlyList<string> Values(IReadOnlyList<string> path);
}
