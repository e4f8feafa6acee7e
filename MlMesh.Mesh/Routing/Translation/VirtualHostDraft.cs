using System.Collections.Immutable;
using MlMesh.Mesh.Routing.Registry;

namespace MlMesh.Mesh.Routing.Translation;

/// <summary>Routes with the hosts that they are for.</summary>
/// <param name="Hosts">Hosts that no service stands behind.</param>
/// <param name="Services">Services, each of which gets a virtual host of its own.</param>
/// <param name="Rules">The routes.</param>
internal sealed record VirtualHostDraft(ImmutableArray<string> Hosts, ImmutableArray<RegistryService> Services, TranslatedRules Rules);
