namespace Aspire.Hosting.Running;

/// <summary>Gives each endpoint its address. There is no proxy: others connect to the port that the process listens on.</summary>
internal static class EndpointAllocator
{
    public static void Allocate(DistributedApplicationModel model, bool randomizePorts)
    {
        foreach (var resource in model.Resources)
        {
            foreach (var endpoint in resource.All<EndpointAnnotation>())
            {
                var wanted = resource is ContainerResource ? endpoint.Port : endpoint.TargetPort ?? endpoint.Port;
                var port = randomizePorts || wanted is null or 0 ? PortAllocator.Next() : wanted.Value;
                var targetPort = resource is ContainerResource ? endpoint.TargetPort ?? port : port;
                endpoint.AllocatedEndpoint = new(endpoint, "localhost", port, targetPort);
            }
        }
    }
}
