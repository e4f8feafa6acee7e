using Xunit;

namespace MlMesh.Tests.AppHost;

[Collection(RunningAppHost.Name)]
public sealed class TelemetryEnvironmentTests(AppHostFixture application)
{
    [Fact]
    public async Task Services_are_told_where_telemetry_goes_as_Aspire_tells_them()
    {
        var variables = await VariablesAsync("model-inference-v2");

        Assert.Equal("model-inference-v2", variables["OTEL_SERVICE_NAME"]);
        Assert.Equal("http://localhost:4317", variables["OTEL_EXPORTER_OTLP_ENDPOINT"]);
        Assert.Equal("grpc", variables["OTEL_EXPORTER_OTLP_PROTOCOL"]);
        Assert.Matches("^service.instance.id=[a-z0-9]{8}$", variables["OTEL_RESOURCE_ATTRIBUTES"]);
        Assert.Equal("in_memory", variables["OTEL_DOTNET_EXPERIMENTAL_OTLP_RETRY"]);
        foreach (var name in new[] { "OTEL_BLRP_SCHEDULE_DELAY", "OTEL_BSP_SCHEDULE_DELAY", "OTEL_METRIC_EXPORT_INTERVAL" })
            Assert.Equal("1000", variables[name]);
        Assert.Equal("always_on", variables["OTEL_TRACES_SAMPLER"]);
        Assert.Equal("trace_based", variables["OTEL_METRICS_EXEMPLAR_FILTER"]);
    }

    [Fact]
    public async Task The_gateway_is_told_of_both_versions_and_sends_to_the_name_that_the_mesh_splits()
    {
        var variables = await VariablesAsync("gateway");

        Assert.Equal("http://model-inference:8080", variables["services__model-inference__http__0"]);
        Assert.Equal(Repository.PathOf("istio-overlays", "overlays", "stable"), variables["Mesh__Policy"]);
        Assert.NotEqual(variables["services__model-inference-v1__http__0"], variables["services__model-inference-v2__http__0"]);
    }

    [Fact]
    public async Task A_model_server_is_told_its_version_and_the_store()
    {
        var variables = await VariablesAsync("model-inference-v1");

        Assert.Equal("v1", variables["MODEL_VERSION"]);
        Assert.Equal(application.FeatureStoreConnectionString, variables["ConnectionStrings__feature-store"]);
    }

    private async Task<Dictionary<string, string>> VariablesAsync(string resource)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux shows a process's environment as a file.");
        var environment = await File.ReadAllTextAsync($"/proc/{application.ProcessId(resource)}/environ", TestContext.Current.CancellationToken);
        return environment.Split('\0', StringSplitOptions.RemoveEmptyEntries).Select(variable => variable.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);
    }
}
