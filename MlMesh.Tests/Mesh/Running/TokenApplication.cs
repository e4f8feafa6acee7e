using Aspire.Hosting;
using Aspire.Hosting.Testing;
using MlMesh.LocalServices.Tokens;
using Xunit;

namespace MlMesh.Tests.Mesh.Running;

/// <summary>The whole application with the component <c>jwt</c>, a key of its own, and v2 for whoever has the role beta.</summary>
public sealed class TokenApplication : IAsyncLifetime
{
    private const string Gateway = "gateway";

    private static readonly TimeSpan StartTimeout = TimeSpan.FromMinutes(3);

    private readonly PolicyFolder _policy = new("stable");
    private readonly DirectoryInfo _keys = Directory.CreateTempSubdirectory("mlmesh-keys-");
    private DistributedApplication _application = null!;

    /// <summary>A client of the public port.</summary>
    public HttpClient Public { get; private set; } = null!;

    /// <summary>A client of the token issuer's own port.</summary>
    public HttpClient Issuer { get; private set; } = null!;

    /// <summary>The file of the key that the application trusts.</summary>
    public string KeyFile => Path.Combine(_keys.FullName, "key.pem");

    public async ValueTask InitializeAsync()
    {
        _policy.WriteVirtualService("ab", text => text.Replace("x-user-group", "x-user-role", StringComparison.Ordinal));
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.MlMesh_AppHost>([$"--policy={_policy.Path}", "--with=jwt", $"--TokenIssuer:KeyFile={KeyFile}"]);
        _application = await builder.BuildAsync();
        await _application.StartAsync();
        using var timeout = new CancellationTokenSource(StartTimeout);
        await _application.ResourceNotifications.WaitForResourceHealthyAsync(Gateway, timeout.Token);
        Public = new HttpClient { BaseAddress = _application.GetEndpoint(Gateway) };
        Issuer = new HttpClient { BaseAddress = _application.GetEndpoint(TokenIssuerApplication.Name, "http") };
    }

    public async ValueTask DisposeAsync()
    {
        Public?.Dispose();
        Issuer?.Dispose();
        if (_application is not null)
            await _application.DisposeAsync();
        _policy.Dispose();
        _keys.Delete(recursive: true);
    }
}
