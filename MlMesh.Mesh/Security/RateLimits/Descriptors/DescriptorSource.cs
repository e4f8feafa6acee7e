using System.Collections.Immutable;
using MlMesh.Mesh.Resources.Envoy;

namespace MlMesh.Mesh.Security.RateLimits;

/// <summary>Describes requests as one entry of <c>rate_limits</c> says.</summary>
internal sealed class DescriptorSource(RateLimitPolicy policy)
{
    private readonly ImmutableArray<CompiledAction> _actions = [.. policy.Actions.Select(action => new CompiledAction(action))];

    /// <summary>The filters that it is for.</summary>
    public uint Stage => policy.Stage;

    /// <summary>Whether a runtime key could switch it off, which local limits take as switched off.</summary>
    public bool CanBeDisabled => policy.DisableKey.Length > 0;

    public static ImmutableArray<DescriptorSource> Compile(IEnumerable<RateLimitPolicy> policies) => [.. policies.Select(policy => new DescriptorSource(policy))];

    /// <summary>Describes a request.</summary>
    /// <returns>False when it has no descriptor.</returns>
    public bool TryDescribe(in RateLimitInput input, ref DescriptorBuffer descriptor)
    {
        descriptor.Clear();
        foreach (var action in _actions)
        {
            if (!action.TryAdd(input, ref descriptor))
                return false;
        }

        return true;
    }
}
