using System.Collections.Immutable;
using MlMesh.Mesh.Explaining.Answers;
using MlMesh.Mesh.Routing.Headers;
using MlMesh.Mesh.Sidecar;
using MlMesh.Mesh.Traffic.Http;

namespace MlMesh.Mesh.Explaining;

/// <summary>Lists what header rules do, with the values that this request gives them.</summary>
internal static class HeaderChanges
{
    public static ImmutableArray<HeaderChange> Of(ImmutableArray<HeaderTransform> transforms, Exchange exchange, MeshResponse? response)
    {
        if (transforms.IsEmpty)
            return [];
        var values = new Substitutions(exchange, response);
        return
        [
            .. transforms.SelectMany(transform => transform.Remove.Select(name => new HeaderChange(HeaderOperation.Remove, name, null))
                .Concat(transform.Set.Select(set => new HeaderChange(HeaderOperation.Set, set.Name, set.Value.Evaluate(values))))
                .Concat(transform.Add.Select(add => new HeaderChange(HeaderOperation.Add, add.Name, add.Value.Evaluate(values))))),
        ];
    }
}
