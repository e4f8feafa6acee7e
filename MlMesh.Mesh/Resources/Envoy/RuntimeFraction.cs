namespace MlMesh.Mesh.Resources.Envoy;

/// <summary>A share of requests (Envoy's <c>RuntimeFractionalPercent</c>); its runtime key has no effect here, where no runtime overrides exist.</summary>
/// <param name="Millionths">0 is never, 1,000,000 always.</param>
public readonly record struct RuntimeFraction(uint Millionths)
{
    private static readonly uint[] Parts = [10_000, 100, 1];

    internal static RuntimeFraction? Read(EnvoyMessage? message)
    {
        if (message is null)
            return null;
        message.Ignore("runtime_key");
        message.Require("default_value");
        var value = message.Message("default_value");
        message.Done();
        if (value is null)
            return null;
        var numerator = value.Number("numerator");
        var parts = Parts[value.Choice("denominator", "HUNDRED", "TEN_THOUSAND", "MILLION")];
        value.Done();
        return new RuntimeFraction((uint)Math.Min((ulong)numerator * parts, 1_000_000));
    }
}
