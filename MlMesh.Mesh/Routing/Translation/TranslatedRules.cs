using System.Collections.Immutable;
using MlMesh.Mesh.Routing.Explaining;

namespace MlMesh.Mesh.Routing.Translation;

/// <summary>The routes of a VirtualService for one listener, and what of it has none there.</summary>
internal sealed record TranslatedRules(ImmutableArray<RouteEntry> Routes, ImmutableArray<OmittedRule> Omitted);
