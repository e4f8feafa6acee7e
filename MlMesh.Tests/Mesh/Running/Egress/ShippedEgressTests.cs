using System.Security.Cryptography.X509Certificates;
using Aspire.Hosting;
using Aspire.Hosting.Testing;
using MlMesh.Tests.AppHost;
using Xunit;

namespace MlMesh.Tests.Mesh.Running.Egress;

/// <summary>The component <c>egress</c> as it is shipped, in the running application. What the outside says does not matter here, nor whether it is there.</summary>
[Collection(OwnAppHosts.Name)]
public sealed class ShippedEgressTests
{
    private const string EgressGateway = "egress-gateway";
    private const string Host = EgressWorld.Host;
    private const string Refusal = @"^HTTP/1\.1 403 (?s:.*)RBAC: access denied$";

    [Fact]
    public async Task The_egress_gateway_lets_the_model_servers_out_and_nobody_else()
    {
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.MlMesh_AppHost>(["--policy=stable", "--with=egress"]);
        await using var application = await builder.BuildAsync();
        await application.StartAsync();
        using var timeout = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        await application.ResourceNotifications.WaitForResourceHealthyAsync(EgressGateway, timeout.Token);
        var port = application.GetEndpoint(EgressGateway, "mesh").Port;
        using var model = await IdentityAsync(application, "model-inference-v1");
        using var gateway = await IdentityAsync(application, "gateway");

        Assert.Matches(Refusal, await RawPeer.SendSecurelyAsync(port, Request("GET"), gateway, Host));
        Assert.Matches(Refusal, await RawPeer.SendSecurelyAsync(port, Request("POST"), model, Host));
        // Refused it would be as quickly as the others; where the outside is far, there may be no answer yet.
        Assert.DoesNotMatch(Refusal, await RawPeer.SendSecurelyAsync(port, Request("GET"), model, Host));
    }

    private static string Request(string method) => $"{method} / HTTP/1.1\r\nHost: {Host}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";

    private static async Task<X509Certificate2> IdentityAsync(DistributedApplication application, string resource)
    {
        var file = Path.Combine((await application.EnvironmentAsync(resource))["Mesh__IdentityFolder"], "svid.pem");
        return X509Certificate2.CreateFromPemFile(file, file);
    }
}
