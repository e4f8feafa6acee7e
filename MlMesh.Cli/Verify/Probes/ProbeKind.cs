namespace MlMesh.Cli.Verify.Probes;

/// <summary>A pod that sends requests for the checks.</summary>
internal enum ProbeKind
{
    /// <summary>Not in the mesh, in a namespace of its own: asks the ingress, and tries plaintext.</summary>
    Outside,

    /// <summary>In the mesh, in the same foreign namespace.</summary>
    Foreign,

    /// <summary>In the mesh and in the system's namespace, with the model's service account.</summary>
    Member,
}
