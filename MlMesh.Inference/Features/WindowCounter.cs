using System.Globalization;

namespace MlMesh.Inference.Features;

/// <summary>A pair of counters per bucket: all flights, and the late ones among them.</summary>
internal sealed class WindowCounter
{
    public static readonly WindowCounter Departures = new("d");
    public static readonly WindowCounter Arrivals = new("a");
    public static readonly WindowCounter System = new("n");

    private readonly string _field;

    private WindowCounter(string field) => _field = field;

    public string Flights(long bucket) => FormattableString.Invariant($"{bucket}:{_field}");

    public string Late(long bucket) => FormattableString.Invariant($"{bucket}:{_field}l");

    /// <summary>The bucket in a field's name; <see langword="false"/> for a field that is none of ours.</summary>
    public static bool TryParseBucket(string field, out long bucket)
    {
        bucket = 0;
        var colon = field.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && long.TryParse(field.AsSpan(0, colon), NumberStyles.AllowLeadingSign,
            CultureInfo.InvariantCulture, out bucket);
    }
}
