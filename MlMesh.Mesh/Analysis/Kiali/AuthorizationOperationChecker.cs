using System.Text.RegularExpressions;
using MlMesh.Mesh.Analysis.Lookup;
using MlMesh.Mesh.Resources;

namespace MlMesh.Mesh.Analysis.Kiali;

/// <summary>The operations that AuthorizationPolicies name: are their methods ones, and do their hosts exist?</summary>
internal sealed partial class AuthorizationOperationChecker : IAnalyzer
{
    private static readonly string[] HttpMethods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "CONNECT", "OPTIONS", "TRACE"];

    public IReadOnlyList<FindingCode> Codes { get; } = [KialiCodes.AuthorizationMethod, KialiCodes.AuthorizationHostNotFound];

    [GeneratedRegex(@"^/[\w.]+/\w+\z", RegexOptions.CultureInvariant)]
    private static partial Regex GrpcMethod { get; }

    public void Analyze(AnalysisContext context)
    {
        // Callers from outside name the hosts that Gateways serve.
        var served = new HostIndex<GatewayResource>();
        foreach (var gateway in context.Resources.All<GatewayResource>())
        {
            foreach (var host in gateway.Servers.SelectMany(server => server.Hosts))
                served.Add(FullNames.Parse(host, "*").Name, gateway);
        }

        foreach (var policy in context.Resources.All<AuthorizationPolicy>())
        {
            for (var i = 0; i < policy.Rules.Count; i++)
            {
                for (var j = 0; j < policy.Rules[i].To.Count; j++)
                {
                    if (policy.Rules[i].To[j].Operation is not { } operation)
                        continue;

                    CheckMethods(context, policy, operation.Methods, i, j, "methods");
                    CheckMethods(context, policy, operation.NotMethods, i, j, "notMethods");
                    CheckHosts(context, policy, operation.Hosts, i, j, "hosts", served);
                    CheckHosts(context, policy, operation.NotHosts, i, j, "notHosts", served);
                }
            }
        }
    }

    private static void CheckMethods(AnalysisContext context, AuthorizationPolicy policy, IReadOnlyList<string> methods, int rule, int to, string field)
    {
        for (var k = 0; k < methods.Count; k++)
        {
            if (!methods[k].Contains('*', StringComparison.Ordinal) && !HttpMethods.Contains(methods[k]) && !GrpcMethod.IsMatch(methods[k]))
            {
                context.ReportAt(KialiCodes.AuthorizationMethod, policy, FieldPath.Of("spec", "rules", rule, "to", to, "operation", field, k),
                    $"Only HTTP methods and fully-qualified gRPC names are allowed: {methods[k]}");
            }
        }
    }

    private static void CheckHosts(AnalysisContext context, AuthorizationPolicy policy, IReadOnlyList<string> hosts, int rule, int to, string field, HostIndex<GatewayResource> served)
    {
        for (var k = 0; k < hosts.Count; k++)
        {
            var colon = hosts[k].IndexOf(':', StringComparison.Ordinal);
            var host = colon < 0 ? hosts[k] : hosts[k][..colon];
            if (!host.Contains('*', StringComparison.Ordinal) && !RouteHosts.Exists(context, host, policy.Namespace, []) && !served.Overlapping(host).Any() && !context.Assumes.Host(host, policy.Namespace))
            {
                context.ReportAt(KialiCodes.AuthorizationHostNotFound, policy, FieldPath.Of("spec", "rules", rule, "to", to, "operation", field, k),
                    $"This host has no matching entry in the service registry: {hosts[k]}");
            }
        }
    }
}
