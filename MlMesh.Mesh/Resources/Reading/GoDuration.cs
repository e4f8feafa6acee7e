using System.Globalization;
using System.Text.RegularExpressions;

namespace MlMesh.Mesh.Resources;

/// <summary>Durations as Go writes them: <c>1.5s</c>, <c>300ms</c>, <c>1h30m</c>. Source: Go's <c>time.ParseDuration</c>, which Istio uses for its fields.</summary>
public static partial class GoDuration
{
    [GeneratedRegex(@"\G(?<number>[0-9]+\.?[0-9]*|\.[0-9]+)(?<unit>ns|us|µs|μs|ms|s|m|h)", RegexOptions.CultureInvariant)]
    private static partial Regex Part { get; }

    /// <summary>Reads a duration; parts below 100 ns are lost.</summary>
    public static bool TryParse(string text, out TimeSpan duration)
    {
        duration = default;
        var negative = text.StartsWith('-');
        var body = text.Length > 0 && text[0] is '-' or '+' ? text[1..] : text;
        if (body == "0")
            return true;

        decimal nanoseconds = 0;
        var position = 0;
        while (position < body.Length)
        {
            var match = Part.Match(body, position);
            if (!match.Success || !decimal.TryParse(match.Groups["number"].Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
                || number > long.MaxValue / Nanoseconds(match.Groups["unit"].Value))
                return false;

            nanoseconds += number * Nanoseconds(match.Groups["unit"].Value);
            if (nanoseconds > long.MaxValue)
                return false;
            position += match.Length;
        }

        if (position == 0)
            return false;

        duration = TimeSpan.FromTicks((long)(nanoseconds / 100) * (negative ? -1 : 1));
        return true;
    }

    /// <summary>Writes a duration as Go does, such as <c>1m30s</c> or <c>1.5s</c>.</summary>
    public static string Format(TimeSpan duration)
    {
        if (duration < TimeSpan.Zero)
            return "-" + Format(duration.Negate());
        if (duration == TimeSpan.Zero)
            return "0s";
        if (duration < TimeSpan.FromMilliseconds(1))
            return FormattableString.Invariant($"{(decimal)duration.Ticks / TimeSpan.TicksPerMicrosecond:0.#}µs");
        if (duration < TimeSpan.FromSeconds(1))
            return FormattableString.Invariant($"{(decimal)duration.Ticks / TimeSpan.TicksPerMillisecond:0.####}ms");

        var hours = (long)duration.TotalHours;
        var seconds = FormattableString.Invariant($"{(decimal)(duration.Ticks % TimeSpan.TicksPerMinute) / TimeSpan.TicksPerSecond:0.#######}s");
        return hours > 0 ? $"{hours}h{duration.Minutes}m{seconds}" : duration.Minutes > 0 ? $"{duration.Minutes}m{seconds}" : seconds;
    }

    private static decimal Nanoseconds(string unit) => unit switch
    {
        "ns" => 1m,
        "us" or "µs" or "μs" => 1_000m,
        "ms" => 1_000_000m,
        "s" => 1_000_000_000m,
        "m" => 60_000_000_000m,
        _ => 3_600_000_000_000m,
    };
}
