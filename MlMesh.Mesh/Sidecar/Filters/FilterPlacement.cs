using MlMesh.Mesh.Resources;
using MlMesh.Mesh.Resources.Envoy;
using MlMesh.Mesh.Security.EnvoyFilters;

namespace MlMesh.Mesh.Sidecar.Filters;

/// <summary>Puts the filters of EnvoyFilters where istiod would put them.</summary>
internal static class FilterPlacement
{
    /// <summary>Inserts filters into a chain, one patch after the other.</summary>
    /// <param name="chain">The chain.</param>
    /// <param name="shape">What matches of EnvoyFilters see of it.</param>
    /// <param name="patches">The proxy's patches in their order.</param>
    /// <param name="create">Makes the filter of a patch, which has this number.</param>
    public static void Apply(List<FilterSlot> chain, FilterChainShape shape, IEnumerable<HttpFilterPatch> patches, Func<HttpFilterPatch, int, IHttpFilter> create)
    {
        var number = 0;
        foreach (var patch in patches)
        {
            number++;
            if (shape.IsMatchedBy(patch.Match) && Position(chain, patch) is { } at)
                chain.Insert(at, new FilterSlot(patch.Name, create(patch, number)));
        }
    }

    // Without a filter to stand before, "before" is the beginning; beside a filter that is not there, a patch does nothing.
    private static int? Position(List<FilterSlot> chain, HttpFilterPatch patch)
    {
        if (patch.Operation == EnvoyPatchOperation.InsertFirst || patch.Match.Listener?.FilterChain?.Filter?.SubFilter is not { } beside)
            return 0;
        var found = chain.FindIndex(slot => slot.Name == beside.Name);
        return found < 0 ? null : patch.Operation == EnvoyPatchOperation.InsertAfter ? found + 1 : found;
    }
}
