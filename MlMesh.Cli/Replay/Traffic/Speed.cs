using System.Globalization;

namespace MlMesh.Cli.Replay.Traffic;

/// <summary>How fast event time passes: a factor of wall time, or as fast as possible.</summary>
internal sealed record Speed(double? Factor)
{
    public static Speed Max { get; } = new((double?)null);

    public static bool TryParse(string text, out Speed speed)
    {
        speed = Max;
        if (string.Equals(text, "max", StringComparison.OrdinalIgnoreCase)) return true;
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var factor) || !double.IsFinite(factor) || factor <= 0) return false;
        speed = new Speed(factor);
        return true;
    }

    public override string ToString() => Factor is { } factor ? factor.ToString(CultureInfo.InvariantCulture) : "max";
}
