using MlMesh.Mesh.Resources;

namespace MlMesh.Mesh.Analysis;

/// <summary>Istio's way to leave out findings on one object: the annotation lists codes, or is a star.</summary>
internal static class SuppressAnnotation
{
    private const string Name = "galley.istio.io/analyze-suppress";

    public static bool Covers(MeshResource resource, string code)
    {
        if (!resource.Annotations.TryGetValue(Name, out var codes))
            return false;

        foreach (var part in codes.Split(',', StringSplitOptions.TrimEntries))
        {
            if (part == "*" || part == code)
                return true;
        }

        return false;
    }
}
