namespace MlMesh.Mesh.Routing.Registry;

/// <summary>A port of a service.</summary>
/// <param name="Number">The port that clients address.</param>
/// <param name="Name">Its name.</param>
/// <param name="Protocol">What is spoken.</param>
/// <param name="TargetPort">Number or name of the workload's port.</param>
internal sealed record RegistryPort(int Number, string Name, PortProtocol Protocol, string TargetPort)
{
    /// <summary>HTTP routes apply.</summary>
    public bool IsHttp => Protocol != PortProtocol.Tcp;
}
