namespace MlMesh.Mesh.Security.Tokens.Keys;

/// <summary>
/// A key that verifies nothing: Ed25519, which .NET does not have, and the one that istiod invents while an issuer's keys cannot be had.
/// </summary>
internal sealed class UselessTokenKey(string keyId = "", string algorithm = "") : TokenKey(keyId, algorithm)
{
    public override bool Verifies(JsonWebToken token) => false;
}
