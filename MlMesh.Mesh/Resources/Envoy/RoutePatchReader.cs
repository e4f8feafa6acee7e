namespace MlMesh.Mesh.Resources.Envoy;

/// <summary>Reads patches of routes, virtual hosts and route configurations, as far as they are about rate limits.</summary>
internal static class RoutePatchReader
{
    public static RoutePatch? Read(EnvoyFilter filter, EnvoyConfigObjectMatch match, EnvoyPatchTarget level, EnvoyPatchOperation operation, EnvoyMessage message)
    {
        if (operation != EnvoyPatchOperation.Merge)
        {
            message.Report.Unsupported(message.Path, message.Line, "routes and virtual hosts that are added, replaced or removed");
            return null;
        }

        var local = new Dictionary<string, LocalRateLimit>(StringComparer.Ordinal);
        var global = new Dictionary<string, GlobalRateLimitPerRoute>(StringComparer.Ordinal);
        if (message.Message("typed_per_filter_config") is { } perFilter)
        {
            foreach (var name in perFilter.Names.ToList())
                ReadFilter(name, perFilter, local, global);
            perFilter.Done();
        }

        var patch = new RoutePatch(filter, match, level) { Local = local, Global = global };
        if (level == EnvoyPatchTarget.HttpRoute && message.Message("route") is { } route)
        {
            patch = patch with { RateLimits = RateLimitPolicy.ReadAll(route, "rate_limits"), IncludesVirtualHostRateLimits = route.Flag("include_vh_rate_limits") };
            route.Done();
        }
        else if (level == EnvoyPatchTarget.VirtualHost)
        {
            patch = patch with { RateLimits = RateLimitPolicy.ReadAll(message, "rate_limits") };
        }

        message.Done();
        return patch;
    }

    private static void ReadFilter(string name, EnvoyMessage perFilter, Dictionary<string, LocalRateLimit> local, Dictionary<string, GlobalRateLimitPerRoute> global)
    {
        if (perFilter.Message(name) is not { } typed)
            return;
        var config = TypedConfig.Read(typed);
        if (config is { Type: LocalRateLimit.TypeName, Value: { } localValue })
            local[name] = LocalRateLimit.Read(localValue, perRoute: true);
        else if (config is { Type: GlobalRateLimitPerRoute.TypeName, Value: { } globalValue })
            global[name] = GlobalRateLimitPerRoute.Read(globalValue);
        else
            typed.Report.Unsupported(typed.Path, typed.Line, $"per-route configuration of {name}, {config.Type}");
    }
}
