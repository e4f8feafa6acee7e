using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Xunit;

namespace MlMesh.Tests.AppHost.Embedded;

public sealed class EnvironmentTests
{
    [Fact]
    public async Task Texts_parameters_endpoints_and_expressions_become_variables()
    {
        await using var application = new TestApplication("--Parameters:colour=green");
        var colour = application.Builder.AddParameter("colour");
        var store = application.AddShell("store", "sleep 1000").WithEndpoint(scheme: "tcp", name: "tcp");
        var endpoint = store.GetEndpoint("tcp");
        var program = AddEnv(application)
            .WithEnvironment("TEXT", "a b")
            .WithEnvironment("COLOUR", colour)
            .WithEnvironment("URL", endpoint)
            .WithEnvironment("EXPRESSION", ReferenceExpression.Create($"{endpoint.Property(EndpointProperty.HostAndPort)},{{tls}}={endpoint.Property(EndpointProperty.TlsEnabled)},{colour}"))
            .WithEnvironment(context => context.EnvironmentVariables["WHO"] = context.Resource.Name);
        await application.StartAsync();

        var variables = await VariablesAsync(application, program);

        var port = application.Running.GetEndpoint("store").Port;
        Assert.Equal("a b", variables["TEXT"]);
        Assert.Equal("green", variables["COLOUR"]);
        Assert.Equal($"tcp://localhost:{port}", variables["URL"]);
        Assert.Equal($"localhost:{port},{{tls}}=False,green", variables["EXPRESSION"]);
        Assert.Equal("program", variables["WHO"]);
    }

    [Fact]
    public async Task A_reference_to_a_service_tells_its_endpoints()
    {
        await using var application = new TestApplication();
        var service = application.AddShell("model-inference-v1", "sleep 1000").WithHttpEndpoint().WithHttpEndpoint(name: "admin");
        var program = AddEnv(application).WithReference(service);
        await application.StartAsync();

        var variables = await VariablesAsync(application, program);

        var http = application.Running.GetEndpoint("model-inference-v1", "http").ToString().TrimEnd('/');
        var admin = application.Running.GetEndpoint("model-inference-v1", "admin").ToString().TrimEnd('/');
        Assert.Equal(http, variables["services__model-inference-v1__http__0"]);
        Assert.Equal(http, variables["MODEL_INFERENCE_V1_HTTP"]);
        Assert.Equal(admin, variables["services__model-inference-v1__admin__0"]);
        Assert.NotEqual(http, admin);
    }

    [Fact]
    public async Task A_reference_to_a_connection_string_gives_it_under_its_name()
    {
        await using var application = new TestApplication("--ConnectionStrings:warehouse=there");
        var store = application.AddShell("server", "sleep 1000").WithEndpoint(scheme: "tcp", name: "tcp");
        var address = store.GetEndpoint("tcp").Property(EndpointProperty.HostAndPort);
        var composed = application.Builder.AddConnectionString("feature-store", ReferenceExpression.Create($"{address}"));
        var configured = application.Builder.AddConnectionString("warehouse");
        var missing = application.Builder.AddConnectionString("attic");
        var program = AddEnv(application).WithReference(composed).WithReference(configured, "other-name").WithReference(missing, optional: true);
        await application.StartAsync();

        var variables = await VariablesAsync(application, program);

        Assert.Equal(await application.Running.GetConnectionStringAsync("feature-store", application.Timeout), variables["ConnectionStrings__feature-store"]);
        Assert.Equal("there", variables["ConnectionStrings__other-name"]);
        Assert.DoesNotContain("ConnectionStrings__attic", variables.Keys);
    }

    [Fact]
    public async Task A_missing_value_fails_the_resource_and_names_the_setting()
    {
        await using var application = new TestApplication();
        var colour = application.Builder.AddParameter("colour");
        AddEnv(application).WithEnvironment("COLOUR", colour);
        await application.StartAsync();

        var error = await application.Logs.ErrorAsync("program was not started", application.Timeout);

        Assert.Contains("Parameters:colour", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Arguments_may_be_values_that_are_known_only_at_the_start()
    {
        await using var application = new TestApplication();
        var program = application.Builder.AddExecutable("program", "echo", application.Folder.Path, "--first").WithEndpoint(scheme: "tcp", name: "tcp", env: "PORT");
        program.WithArgs("--port", program.GetEndpoint("tcp").Property(EndpointProperty.TargetPort)).WithArgs("last one");
        await application.StartAsync();

        var lines = await application.OutputAsync("program");

        Assert.Equal([$"--first --port {application.Running.GetEndpoint("program").Port} last one"], lines);
    }

    [Fact]
    public async Task What_is_meant_for_the_AppHost_itself_is_not_inherited()
    {
        await using var application = new TestApplication();
        var program = AddEnv(application);
        await application.StartAsync();

        var variables = await VariablesAsync(application, program);

        Assert.Contains("PATH", variables.Keys);
        Assert.DoesNotContain(variables.Keys, name => name.StartsWith("ASPNETCORE_", StringComparison.Ordinal) || name.StartsWith("OTEL_", StringComparison.Ordinal));
    }

    private static IResourceBuilder<ExecutableResource> AddEnv(TestApplication application) => application.Builder.AddExecutable("program", "env", application.Folder.Path);

    private static async Task<Dictionary<string, string>> VariablesAsync(TestApplication application, IResourceBuilder<ExecutableResource> program) =>
        (await application.OutputAsync(program.Resource.Name)).Select(line => line.Split('=', 2)).Where(pair => pair.Length == 2)
            .GroupBy(pair => pair[0]).ToDictionary(group => group.Key, group => group.Last()[1]);
}
