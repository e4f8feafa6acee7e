namespace MlMesh.Mesh.Sidecar;

/// <summary>Hears of every exchange when it is over: access logs, metrics and traces. Called on the exchange's path, so it must not block.</summary>
public interface IExchangeObserver
{
    /// <summary>An exchange is over.</summary>
    void Completed(Exchange exchange);
}
