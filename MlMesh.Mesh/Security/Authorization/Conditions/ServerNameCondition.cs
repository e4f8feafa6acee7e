namespace MlMesh.Mesh.Security.Authorization.Conditions;

/// <summary>The server name of the TLS handshake; without TLS it is empty.</summary>
internal sealed class ServerNameCondition(string value) : AuthorizationCondition
{
    private readonly StringPattern _pattern = StringPattern.Parse(value);

    internal override bool Matches(in AuthorizationRequest request) => _pattern.Matches(request.ServerName ?? "");
}
