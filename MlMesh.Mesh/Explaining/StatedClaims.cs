using MlMesh.Mesh.Routing;

namespace MlMesh.Mesh.Explaining;

/// <summary>Claims that count as those of a verified token, without one.</summary>
public sealed class StatedClaims : ITokenClaims
{
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
            claims.Add(pair[..equals], pair[(equals + 1)..]);
        }

        return claims;
    }

    /// <inheritdoc />
    public IReadOnlyList<string> Values(IReadOnlyList<string> path) => _values.TryGetValue(string.Join('/', path), out var values) ? values : [];

    private void Add(string name, string value)
    {
        if (!_values.TryGetValue(name, out var values))
            _values.Add(name, values = []);
        values.Add(value);
    }
}
