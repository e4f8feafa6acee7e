using MlMesh.Cli.Verify.Checks;

namespace MlMesh.Cli.Verify;

/// <summary>The acceptance checklist, in its order.</summary>
internal static class Checklist
{
    public static IReadOnlyList<ICheck> All { get; } =
    [
        new ControlPlaneCheck(),
        new SidecarsCheck(),
        new RoutingCheck(),
        new CanaryShareCheck(),
        new HeaderRoutingCheck(),
        new StickinessCheck(),
        new TracesCheck(),
        new MutualTlsCheck(),
        new AuthorizationCheck(),
        new CircuitBreakerCheck(),
        new RetriesCheck(),
        new KialiCheck(),
        new GrafanaCheck(),
        new PrometheusCheck(),
        new RateLimitCheck(),
        new ShadowCheck(),
        new EgressCheck(),
        new PolicyServiceCheck(),
    ];
}
