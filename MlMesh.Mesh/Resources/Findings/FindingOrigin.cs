namespace MlMesh.Mesh.Resources;

/// <summary>Who would raise a finding in the cluster.</summary>
public enum FindingOrigin
{
    /// <summary>The YAML or JSON reader: the file is not well-formed, or no resource.</summary>
    Syntax,

    /// <summary>The Kubernetes API server, from the schema and the CEL rules of Istio's custom resource definitions.</summary>
    Schema,

    /// <summary>Istio's validating webhook.</summary>
    Admission,

    /// <summary>Nobody: the local mesh lacks something that the cluster has.</summary>
    Support,

    /// <summary>Nobody: kustomize changes the resources in a way that the local loader does not carry out.</summary>
    Kustomization,

    /// <summary>Analysis across resources, as <c>istioctl analyze</c> does.</summary>
    Analysis,
}
