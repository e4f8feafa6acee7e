using System.Text;
using OpenTelemetry.Metrics;

namespace MlMesh.ServiceDefaults.Prometheus;

/// <summary>Names and types of metrics as Prometheus wants them: <c>http.server.request.duration</c> in s becomes <c>http_server_request_duration_seconds</c>.</summary>
internal static class PrometheusName
{
    private static readonly Dictionary<string, string> Units = new(StringComparer.Ordinal)
    {
        ["d"] = "days", ["h"] = "hours", ["min"] = "minutes", ["s"] = "seconds", ["ms"] = "milliseconds", ["us"] = "microseconds", ["ns"] = "nanoseconds",
        ["By"] = "bytes", ["KiBy"] = "kibibytes", ["MiBy"] = "mebibytes", ["GiBy"] = "gibibytes", ["KBy"] = "kilobytes", ["MBy"] = "megabytes", ["GBy"] = "gigabytes",
        ["m"] = "meters", ["V"] = "volts", ["A"] = "amperes", ["J"] = "joules", ["W"] = "watts", ["g"] = "grams", ["Cel"] = "celsius", ["Hz"] = "hertz", ["%"] = "percent",
    };

    // .NET 10 declares them as counters, though they fall; Prometheus would take each fall for a restart.
    private static readonly HashSet<string> FallingCounters = ["dotnet.thread_pool.thread.count", "dotnet.thread_pool.queue.length"];

    public static bool IsRepresentable(MetricType type) => type is not MetricType.ExponentialHistogram;

    public static string TypeOf(Metric metric) => metric.MetricType switch
    {
        MetricType.LongSum or MetricType.DoubleSum when FallingCounters.Contains(metric.Name) => "gauge",
        MetricType.LongSum or MetricType.DoubleSum => "counter",
        MetricType.Histogram => "histogram",
        _ => "gauge",
    };

    public static string Of(Metric metric) => Of(metric.Name, metric.Unit, TypeOf(metric));

    private static string Of(string name, string? unit, string type)
    {
        var result = new StringBuilder(Sanitize(name, colons: true));
        if (UnitSuffix(unit, type) is { } suffix && !EndsWith(result, suffix, type)) result.Append('_').Append(suffix);
        if (type == "counter")
        {
            if (!EndsWith(result, "total")) result.Append("_total");
        }
        else if (type == "gauge" && EndsWith(result, "count"))
        {
            // dotnet.timer.count: Prometheus keeps _count for what belongs to a histogram.
            result.Length -= "_count".Length;
        }

        return result.ToString();
    }

    /// <summary>Any other character than a letter, a digit or an underscore becomes an underscore; several in a row become one.</summary>
    public static string Sanitize(string name, bool colons = false)
    {
        var result = new StringBuilder(name.Length + 1);
        if (char.IsAsciiDigit(name[0])) result.Append('_');
        foreach (var c in name)
        {
            if (char.IsAsciiLetterOrDigit(c) || (colons && c == ':')) result.Append(c);
            else if (result.Length == 0 || result[^1] != '_') result.Append('_');
        }

        return result.ToString();
    }

    private static string? UnitSuffix(string? unit, string type)
    {
        // An annotation such as {request} says what is counted; it is no unit.
        if (string.IsNullOrEmpty(unit) || unit[0] == '{') return null;
        if (unit == "1") return type == "gauge" ? "ratio" : null;
        var per = unit.IndexOf('/', StringComparison.Ordinal);
        if (per > 0) return $"{UnitWord(unit[..per])}_per_{UnitWord(unit[(per + 1)..]).TrimEnd('s')}";
        return UnitWord(unit);
    }

    private static string UnitWord(string unit) => Units.GetValueOrDefault(unit) ?? Sanitize(unit).Trim('_');

    private static bool EndsWith(StringBuilder name, string suffix, string type = "") =>
        name.ToString() is var text && (HasSuffix(text, suffix) || (type == "counter" && HasSuffix(text, $"{suffix}_total")));

    private static bool HasSuffix(string text, string suffix) => text.EndsWith($"_{suffix}", StringComparison.Ordinal);
}
