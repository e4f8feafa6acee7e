using MlMesh.Mesh.Routing;
using MlMesh.Mesh.Traffic.Http;

namespace MlMesh.Mesh.Sidecar.Hosting;

/// <summary>
/// Tells the callee's sidecar which workload calls, as Istio's peer metadata filter does. Anybody can write the header, so it serves metrics only; who may call
/// is decided by the connection's identity.
/// </summary>
internal static class PeerMetadata
{
    /// <summary>The header.</summary>
    public const string Header = "x-envoy-peer-metadata-id";

    /// <summary>What a workload says of itself.</summary>
    public static string Of(Workload workload) => $"sidecar~{workload.Ip}~{workload.Name}.{workload.Namespace}~{workload.Namespace}.svc.cluster.local";

    /// <summary>Takes the caller's word off a request, so that no application sees it.</summary>
    /// <returns>The caller; none when the request names nobody that the policy knows.</returns>
    public static Workload? Take(HeaderList headers, MeshPolicy policy)
    {
        if (headers.First(Header) is not { } id)
            return null;
        headers.Remove(Header);
        var address = AddressIn(id);
        if (address.IsEmpty)
            return null;
        foreach (var workload in policy.Workloads)
            if (address.SequenceEqual(workload.Ip))
                return workload;
        return null;
    }

    // The second of four parts.
    private static ReadOnlySpan<char> AddressIn(string id)
    {
        var text = id.AsSpan();
        Span<Range> parts = stackalloc Range[5];
        return text.Split(parts, '~') == 4 ? text[parts[1]] : default;
    }
}
