using System.Globalization;
using System.Text.Json.Nodes;

namespace MlMesh.Mesh.Explaining;

/// <summary>
/// The claims of a token that a request carries, without the token: one is signed with a key that stands for the issuers', so that the policy's own
/// RequestAuthentications verify it, hand its claims on, or refuse it.
/// </summary>
public sealed class StatedClaims
{
    // RFC 7519, NumericDate.
    private static readonly string[] Times = ["exp", "nbf", "iat"];

    private readonly Dictionary<string, List<string>> _values = new(StringComparer.Ordinal);

    private StatedClaims()
    {
    }

    /// <summary>Reads <c>name=value</c> pairs; several of one name are a list. A nested claim's names are separated by slashes.</summary>
    /// <returns>The claims; none for no pairs.</returns>
    /// <exception cref="QuestionException">A text is no such pair.</exception>
    public static StatedClaims? Parse(IReadOnlyCollection<string> pairs)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        if (pairs.Count == 0)
            return null;
        var claims = new StatedClaims();
        foreach (var pair in pairs)
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
                throw new QuestionException($"the claim '{pair}' is not name=value");
            if (Times.Contains(pair[..equals]) && !long.TryParse(pair.AsSpan(equals + 1), NumberStyles.None, CultureInfo.InvariantCulture, out _))
                throw new QuestionException($"the claim '{pair}' is a time: write seconds since 1970, a whole number");
            if (!claims._values.TryGetValue(pair[..equals], out var values))
                claims._values.Add(pair[..equals], values = []);
            values.Add(pair[(equals + 1)..]);
        }

        return claims;
    }

    /// <summary>The value of a claim at the top; null when it is absent.</summary>
    internal string? First(string name) => _values.TryGetValue(name, out var values) ? values[0] : null;

    /// <summary>The token's payload, with values for claims that are not stated.</summary>
    internal JsonObject Payload(IEnumerable<(string Name, string Value)> defaults)
    {
        var payload = new JsonObject();
        foreach (var (path, values) in _values)
        {
            var names = path.Split('/');
            var place = payload;
            foreach (var name in names[..^1])
                place = place[name] as JsonObject ?? (JsonObject)(place[name] = new JsonObject())!;
            if (Times.Contains(path))
                place[path] = long.Parse(values[^1], CultureInfo.InvariantCulture);
            else
                place[names[^1]] = values.Count == 1 ? values[0] : new JsonArray([.. values.Select(value => (JsonNode)value)]);
        }

        foreach (var (name, value) in defaults)
        {
            if (!payload.ContainsKey(name))
                payload[name] = value;
        }

        return payload;
    }
}
