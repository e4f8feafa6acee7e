using System.Collections.Immutable;
using MlMesh.Mesh.Routing.Registry;
using MlMesh.Mesh.Routing.VirtualServices;

namespace MlMesh.Mesh.Routing.Scopes;

/// <summary>What a proxy sees through one egress listener.</summary>
/// <param name="Port">The port that the listener is limited to; none for all ports without one of their own.</param>
/// <param name="Services">The services, oldest first.</param>
/// <param name="VirtualServices">The VirtualServices of the mesh gateway, in the order in which they take precedence.</param>
internal sealed record EgressScope(int? Port, ImmutableArray<RegistryService> Services, ImmutableArray<BoundVirtualService> VirtualServices);
