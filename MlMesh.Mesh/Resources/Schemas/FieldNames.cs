namespace MlMesh.Mesh.Resources.Schemas;

/// <summary>Suggests what a misspelt field was meant to be.</summary>
internal static class FieldNames
{
    public static string Suggestion(string name, IEnumerable<string> known)
    {
        var nearest = known
            .Select(candidate => (Name: candidate, Distance: Distance(Plain(name), Plain(candidate))))
            .OrderBy(candidate => candidate.Distance)
            .ThenBy(candidate => candidate.Name, StringComparer.Ordinal)
            .FirstOrDefault();
        return nearest.Name is not null && nearest.Distance <= Math.Max(1, Math.Min(name.Length, 64) / 3)
            ? $"Did you mean {nearest.Name}?"
            : "Remove it.";
    }

    private static string Plain(string name) => name.Replace("_", "", StringComparison.Ordinal).ToUpperInvariant();

    /// <summary>Levenshtein distance; names so different in length that they cannot be near are not compared.</summary>
    private static int Distance(string a, string b)
    {
        if (Math.Abs(a.Length - b.Length) > b.Length)
            return int.MaxValue;

        var previous = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var current = new int[b.Length + 1];
            current[0] = i;
            for (var j = 1; j <= b.Length; j++)
                current[j] = Math.Min(Math.Min(current[j - 1], previous[j]) + 1, previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
            previous = current;
        }

        return previous[b.Length];
    }
}
