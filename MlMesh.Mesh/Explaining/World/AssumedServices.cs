using System.Globalization;
using MlMesh.Mesh.Resources;
using MlMesh.Mesh.Routing.Registry;

namespace MlMesh.Mesh.Explaining.World;

/// <summary>Services for the hosts that policies name, where the input has none at all.</summary>
internal sealed class AssumedServices(MeshResources stated, AddressPool addresses)
{
    private const string ClusterSuffix = ".svc." + HostNames.ClusterDomain;

    private readonly SortedDictionary<string, SortedSet<uint>> _ports = new(StringComparer.Ordinal);

    /// <summary>The resources with the assumed ones.</summary>
    /// <param name="asked">Hosts and ports that requests will address; a host here is assumed only if a policy names it too.</param>
    public MeshResources Complete(IEnumerable<AskedHost> asked)
    {
        foreach (var service in stated.VirtualServices)
            Add(service);
        foreach (var rule in stated.DestinationRules)
            Add(rule.Host, rule.Namespace, null);
        foreach (var provider in stated.Mesh.ExtensionProviders.Where(IsAsked))
            AddAuthorizer(provider);
        foreach (var (host, ns, port) in asked)
        {
            if (port is { } number && _ports.TryGetValue(HostNames.Resolve(host, ns), out var ports))
                ports.Add((uint)number);
        }

        return stated with
        {
            Services = [.. _ports.Where(host => IsInCluster(host.Key)).Select(host => Service(host.Key, host.Value))],
            ServiceEntries = [.. _ports.Where(host => !IsInCluster(host.Key)).Select(host => Entry(host.Key, host.Value))],
        };
    }

    private bool IsAsked(ExtensionProvider provider) => stated.AuthorizationPolicies.Any(policy => policy.Action == AuthorizationAction.Custom && policy.Provider?.Name == provider.Name);

    /// <summary>A policy names the service of its external authorizer by way of the MeshConfig: [namespace/]host.</summary>
    private void AddAuthorizer(ExtensionProvider provider)
    {
        if ((provider.EnvoyExtAuthzHttp?.Service ?? provider.EnvoyExtAuthzGrpc?.Service) is { Length: > 0 } service)
            Add(service[(service.IndexOf('/', StringComparison.Ordinal) + 1)..], stated.Mesh.RootNamespace, provider.EnvoyExtAuthzHttp?.Port ?? provider.EnvoyExtAuthzGrpc?.Port);
    }

    private static bool IsInCluster(string host) => host.EndsWith(ClusterSuffix, StringComparison.Ordinal);

    private void Add(VirtualService service)
    {
        var destinations = service.Http.SelectMany(rule => rule.Route.Select(route => route.Destination).Append(rule.Mirror).Concat(rule.Mirrors.Select(mirror => mirror.Destination)))
            .Concat(service.Tcp.SelectMany(rule => rule.Route).Select(route => route.Destination)).Concat(service.Tls.SelectMany(rule => rule.Route).Select(route => route.Destination))
            .OfType<Destination>().ToList();
        foreach (var destination in destinations)
            Add(destination.Host, service.Namespace, destination.Port?.Number);
        if (service.Gateways.Count > 0 && !service.Gateways.Contains(HostNames.Mesh))
            return;

        // Callers address the host by the ports of its rules; those are, in want of better knowledge, its destinations'.
        var ports = service.Http.SelectMany(rule => rule.Match).Select(match => match.Port).Where(port => port > 0)
            .Concat(destinations.Select(destination => destination.Port?.Number).OfType<uint>()).ToHashSet();
        foreach (var host in service.Hosts.Select(host => HostNames.Resolve(host, service.Namespace)).Where(IsInCluster))
        {
            Add(host, service.Namespace, null);
            _ports[host].UnionWith(ports);
        }
    }

    private void Add(string host, string ns, uint? port)
    {
        var name = HostNames.Resolve(host, ns);
        if (name.Length == 0 || name.Contains('*', StringComparison.Ordinal))
            return;
        if (!_ports.TryGetValue(name, out var ports))
            _ports.Add(name, ports = []);
        if (port is { } number)
            ports.Add(number);
    }

    private KubernetesService Service(string host, SortedSet<uint> ports)
    {
        var labels = host[..^ClusterSuffix.Length].Split('.');
        return new KubernetesService
        {
            Kind = "Service",
            Name = labels[0],
            Namespace = labels.Length > 1 ? labels[1] : "default",
            ClusterIp = addresses.Next(),
            Selector = new Dictionary<string, string> { ["app"] = labels[0] },
            Ports = [.. Numbers(ports).Select(port => new KubernetesServicePort { Name = Name(port), Port = port, TargetPort = port.ToString(CultureInfo.InvariantCulture) })],
        };
    }

    private static ServiceEntry Entry(string host, SortedSet<uint> ports) => new()
    {
        Kind = "ServiceEntry",
        Name = host,
        Namespace = "istio-system",
        Hosts = [host],
        MeshLocation = ServiceEntryLocation.MeshExternal,
        Resolution = ServiceEntryResolution.Dns,
        Ports = [.. Numbers(ports).Select(port => new ServicePort { Name = Name(port), Number = port, Protocol = "HTTP" })],
    };

    private static SortedSet<uint> Numbers(SortedSet<uint> ports) => ports.Count > 0 ? ports : [80];

    private static string Name(uint port) => string.Create(CultureInfo.InvariantCulture, $"http-{port}");
}
