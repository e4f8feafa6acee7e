namespace MlMesh.Mesh.Routing;

/// <summary>A share of requests in millionths, Envoy's FractionalPercent with denominator MILLION: smaller parts are cut off.</summary>
/// <param name="Millionths">0 is never, 1,000,000 always.</param>
public readonly record struct Fraction(uint Millionths)
{
    /// <summary>Every request.</summary>
    public static Fraction Always { get; } = new(1_000_000);

    /// <summary>The share that a percentage means.</summary>
    /// <param name="percent">0 to 100.</param>
    public static Fraction FromPercent(double percent) => new((uint)Math.Clamp(percent * 10_000, 0, 1_000_000));

    /// <summary>Decides for one request.</summary>
    public bool Draw(IRandom random)
    {
        ArgumentNullException.ThrowIfNull(random);
        return Millionths switch
        {
            0 => false,
            >= 1_000_000 => true,
            _ => random.NextBits() % 1_000_000 < Millionths,
        };
    }
}
