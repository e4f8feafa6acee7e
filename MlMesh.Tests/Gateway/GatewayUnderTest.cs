using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using MlMesh.Gateway;

namespace MlMesh.Tests.Gateway;

/// <summary>The real gateway in this process, on a free port, in front of a <see cref="FakeInference"/> or of any address.</summary>
internal sealed class GatewayUnderTest : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly FakeInference? _inference;

    private GatewayUnderTest(WebApplication app, FakeInference? inference)
    {
        _app = app;
        _inference = inference;
        Client = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = new Uri(Address) };
    }

    public string Address => _app.Urls.Single();

    public HttpClient Client { get; }

    public IServiceProvider Services => _app.Services;

    /// <summary>Starts the gateway in front of a fake inference service.</summary>
    public static async Task<GatewayUnderTest> StartAsync(RequestDelegate inference, params string[] settings)
    {
        var fake = await FakeInference.StartAsync(inference);
        return await StartAsync(fake.Address, fake, settings);
    }

    /// <summary>Starts the gateway in front of an address.</summary>
    public static Task<GatewayUnderTest> StartBeforeAsync(string inferenceAddress, params string[] settings) => StartAsync(inferenceAddress, null, settings);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        if (_inference is not null)
            await _inference.DisposeAsync();
    }

    private static async Task<GatewayUnderTest> StartAsync(string address, FakeInference? fake, string[] settings)
    {
        var app = GatewayApplication.Build([
            "--urls=http://127.0.0.1:0",
            $"--services:model-inference:http:0={address}",
            "--Logging:LogLevel:Default=Critical",
            "--Shutdown:DrainDelay=00:00:00",
            .. settings]);
        await app.StartAsync();
        return new GatewayUnderTest(app, fake);
    }
}
