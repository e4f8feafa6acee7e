using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Xunit;

namespace MlMesh.Tests.AppHost.Embedded;

public sealed class ModelTests
{
    [Fact]
    public async Task Two_resources_of_one_name_are_refused()
    {
        await using var builder = DistributedApplicationTestingBuilder.Create();
        builder.AddParameter("store", "x");

        var failure = Assert.Throws<DistributedApplicationException>(() => builder.AddContainer("Store", "redis"));

        Assert.Contains("'store'", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("feature store")]
    [InlineData("1st")]
    [InlineData("a_b")]
    public async Task A_name_that_cannot_be_a_host_name_is_refused(string name)
    {
        await using var builder = DistributedApplicationTestingBuilder.Create();

        Assert.Throws<ArgumentException>(() => builder.AddContainer(name, "redis"));
    }

    [Fact]
    public async Task Two_endpoints_of_one_name_are_refused_but_one_can_be_changed()
    {
        await using var builder = DistributedApplicationTestingBuilder.Create();
        var service = builder.AddExecutable("service", "sh", ".").WithHttpEndpoint();

        Assert.Throws<DistributedApplicationException>(() => service.WithHttpEndpoint());
        service.WithEndpoint("http", endpoint => endpoint.Port = 8080).WithEndpoint("missing", endpoint => endpoint.Port = 1, createIfNotExists: false);

        var endpoint = Assert.Single(service.Resource.Annotations.OfType<EndpointAnnotation>());
        Assert.Equal(8080, endpoint.Port);
    }

    [Fact]
    public async Task An_address_is_not_known_before_the_start()
    {
        await using var builder = DistributedApplicationTestingBuilder.Create();
        var endpoint = builder.AddExecutable("service", "sh", ".").WithHttpEndpoint().GetEndpoint("http");

        Assert.True(endpoint.Exists);
        Assert.False(endpoint.IsAllocated);
        Assert.Throws<InvalidOperationException>(() => endpoint.Url);
    }

    [Fact]
    public async Task An_entry_point_that_gives_up_fails_its_test_with_the_reason()
    {
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => DistributedApplicationTestingBuilder.CreateAsync<Projects.MlMesh_AppHost>(
            ["--DcpPublisher:RandomizePorts=false", "--Gateway:Port=seven"], TestContext.Current.CancellationToken));

        Assert.Contains("ended with code 1 without building an application", failure.Message, StringComparison.Ordinal);
    }
}
