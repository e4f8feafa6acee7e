namespace MlMesh.Mesh.Resources;

/// <summary>A WebAssembly filter (Istio's WasmPlugin), as far as it says which workloads it is for.</summary>
[OtherFieldsIgnored]
public sealed record WasmPluginResource : KubernetesObject
{
    /// <summary>Workloads that it applies to; absent: all of the namespace.</summary>
    public MatchLabelsSelector? Selector { get; init; }

    /// <summary>Deprecated: a gateway or service that it applies to.</summary>
    public PolicyTargetReference? TargetRef { get; init; }
}
