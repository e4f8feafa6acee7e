using System.Net.Http.Json;
using System.Text.Json;
using Aspire.Hosting.Testing;
using Xunit;

namespace MlMesh.Tests.AppHost.Dashboard;

[Collection(OwnAppHosts.Name)]
public sealed class DashboardTests
{
    [Fact]
    public async Task Traces_of_a_prediction_arrive_from_every_service_and_the_console_links_to_them()
    {
        Requires.Program("npm", "The dashboard comes from npm: install Node.js.");
        await using var dashboard = new DashboardAppHost();
        await dashboard.StartAsync();
        using var gateway = dashboard.Application.CreateHttpClient("gateway");

        using var response = await gateway.GetAsync("/predict?origin=ORD&destination=LGA&scheduled=2001-06-04T17:30", dashboard.Timeout);

        var console = await gateway.GetFromJsonAsync<JsonElement>("/console/settings", dashboard.Timeout);

        response.EnsureSuccessStatusCode();
        Assert.Equal(dashboard.Url, console.GetProperty("dashboardUrl").GetString());
        await dashboard.TraceAsync("/predict", "gateway", "model-inference-v1");
    }
}
