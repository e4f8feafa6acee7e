using Xunit;

namespace MlMesh.Tests.Inference;

/// <summary>One server of the tests' small models, for all tests of a class.</summary>
public sealed class TestModelServer : IAsyncLifetime
{
    private InferenceServer? _server;

    internal HttpClient Client => _server!.Client;

    public async ValueTask InitializeAsync() => _server = await InferenceServer.StartWithTestModelsAsync("Limits:MaxBatch=16", "Limits:MaxTensorElements=100", "Limits:MaxBodyBytes=65536");

    public ValueTask DisposeAsync() => _server!.DisposeAsync();
}
