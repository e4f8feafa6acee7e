namespace MlMesh.Mesh.PolicyTests.Checks;

/// <summary>Compares the lines of a header.</summary>
internal static class HeaderWords
{
    /// <param name="what">Whose header it is.</param>
    /// <param name="name">Its name.</param>
    /// <param name="expected">Its lines; null for none.</param>
    /// <param name="actual">The lines that are there.</param>
    public static IEnumerable<string> Same(string what, string name, IReadOnlyList<string>? expected, IReadOnlyList<string> actual)
    {
        if (expected is null)
            return actual.Count == 0 ? [] : [$"expected no {what} header {name}, got '{string.Join("', '", actual)}'"];
        return expected.SequenceEqual(actual, StringComparer.Ordinal)
            ? []
            : [$"expected {what} header {name} '{string.Join("', '", expected)}', got {(actual.Count == 0 ? "none" : $"'{string.Join("', '", actual)}'")}"];
    }
}
