namespace MlMesh.Mesh.Resources.Envoy;

/// <summary>The client's address under the key <c>remote_address</c>: the peer at a gateway, the last of <c>x-forwarded-for</c> at a sidecar.</summary>
public sealed record RemoteAddressAction : RateLimitAction
{
    internal static RemoteAddressAction? Read(EnvoyMessage? message)
    {
        message?.Done();
        return message is null ? null : new RemoteAddressAction();
    }
}
