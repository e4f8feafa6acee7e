namespace MlMesh.Mesh.Security.Authorization.Conditions;

/// <summary>The workload's port.</summary>
internal sealed class PortCondition(int port) : AuthorizationCondition
{
    internal override bool Matches(in AuthorizationRequest request) => request.DestinationPort == port;
}
