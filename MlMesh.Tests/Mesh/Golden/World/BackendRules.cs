using System.Globalization;

namespace MlMesh.Tests.Mesh.Golden.World;

/// <summary>The language of <c>x-backend</c>: rules separated by commas, tokens by blanks; the first rule whose conditions all hold applies.</summary>
internal sealed record BackendRules
{
    private BackendRules(IEnumerable<string> tokens)
    {
        foreach (var token in tokens)
        {
            if (token == "close")
                Close = true;
            else if (Value(token, "status=") is { } status)
                Status = int.Parse(status, CultureInfo.InvariantCulture);
            else if (Value(token, "delay=") is { } delay)
                Delay = TimeSpan.FromMilliseconds(int.Parse(delay, CultureInfo.InvariantCulture));
            else if (Value(token, "header=") is { } header)
                Headers.Add(KeyValuePair.Create(header[..header.IndexOf(':', StringComparison.Ordinal)], header[(header.IndexOf(':', StringComparison.Ordinal) + 1)..]));
        }
    }

    /// <summary>Status of the answer.</summary>
    public int Status { get; } = 200;

    /// <summary>How long the answer takes.</summary>
    public TimeSpan Delay { get; }

    /// <summary>Close the connection without an answer.</summary>
    public bool Close { get; }

    /// <summary>Headers of the answer.</summary>
    public List<KeyValuePair<string, string>> Headers { get; } = [];

    /// <summary>What a pod does with a request.</summary>
    public static BackendRules For(string? instructions, string pod, string? version, string? attempt)
    {
        foreach (var rule in (instructions ?? "").Split(','))
        {
            var tokens = rule.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (tokens.All(token => Holds(token, pod, version, int.TryParse(attempt, CultureInfo.InvariantCulture, out var number) ? number : 1)))
                return new BackendRules(tokens);
        }

        return new BackendRules([]);
    }

    private static bool Holds(string token, string pod, string? version, int attempt)
    {
        if (Value(token, "pod=") is { } name)
            return name == pod;
        if (Value(token, "version=") is { } label)
            return label == version;
        if (Value(token, "attempt<=") is { } most)
            return attempt <= int.Parse(most, CultureInfo.InvariantCulture);
        return Value(token, "attempt=") is not { } exact || attempt == int.Parse(exact, CultureInfo.InvariantCulture);
    }

    private static string? Value(string token, string prefix) => token.StartsWith(prefix, StringComparison.Ordinal) ? token[prefix.Length..] : null;
}
