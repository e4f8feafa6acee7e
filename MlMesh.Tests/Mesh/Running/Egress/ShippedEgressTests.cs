using System.Security.Cryptography.X509Certificates;
using Aspire.Hosting;
using Aspire.Hosting.Testing;
using MlMesh.Tests.AppHost;
using Xunit;

namespace MlMesh.Tests.Mesh.Running.Egress;

/// <summary>The component <c>egress</c> in the running application: as it is shipped, but that the host outside is a port of this machine where nobody listens.</summary>
[Collection(OwnAppHosts.Name)]
public sealed class ShippedEgressTests
{
    private const string EgressGateway = "egress-gateway";
    private const string Host = EgressWorld.Host;
    private const string Refusal = @"^HTTP/1\.1 403 (?s:.*)RBAC: access denied$";

    [Fact]
    public async Task The_egress_gateway_lets_the_model_servers_out_and_nobody_else()
    {
        var folder = Directory.CreateTempSubdirectory("mlmesh-egress-");
        try
        {
            await DialAsync(CopyTo(folder));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task DialAsync(string component)
    {
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.MlMesh_AppHost>(["--policy=stable", $"--with={component}"]);
        await using var application = await builder.BuildAsync();
        await application.StartAsync();
        using var timeout = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        await application.ResourceNotifications.WaitForResourceHealthyAsync(EgressGateway, timeout.Token);
        var port = application.GetEndpoint(EgressGateway, "mesh").Port;
        using var model = await IdentityAsync(application, "model-inference-v1");
        using var gateway = await IdentityAsync(application, "gateway");

        Assert.Matches(Refusal, await RawPeer.SendSecurelyAsync(port, Request("GET"), gateway, Host));
        Assert.Matches(Refusal, await RawPeer.SendSecurelyAsync(port, Request("POST"), model, Host));
        Assert.StartsWith("HTTP/1.1 503 ", await RawPeer.SendSecurelyAsync(port, Request("GET"), model, Host), StringComparison.Ordinal);
    }

    private static string CopyTo(DirectoryInfo folder)
    {
        var component = folder.CreateSubdirectory("egress").FullName;
        foreach (var file in Directory.EnumerateFiles(Repository.PathOf("istio-overlays", "components", "egress"), "*.yaml"))
            File.WriteAllText(
                Path.Combine(component, Path.GetFileName(file)),
                File.ReadAllText(file).Replace("resolution: DNS", "resolution: STATIC\n  endpoints: [{address: 127.0.0.1, ports: {http: 9}}]", StringComparison.Ordinal));
        return component;
    }

    private static string Request(string method) => $"{method} / HTTP/1.1\r\nHost: {Host}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";

    private static async Task<X509Certificate2> IdentityAsync(DistributedApplication application, string resource)
    {
        var file = Path.Combine((await application.EnvironmentAsync(resource))["Mesh__IdentityFolder"], "svid.pem");
        return X509Certificate2.CreateFromPemFile(file, file);
    }
}
