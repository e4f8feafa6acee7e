namespace MlMesh.Tests.Mesh.Golden.Comparing;

/// <summary>Collects what differs between a recording and our run of it. Parts that varied between recordings are not compared.</summary>
internal sealed class Differences(IReadOnlyList<string> varies)
{
    private readonly List<string> _found = [];

    public IReadOnlyList<string> Found => _found;

    /// <summary>Whether another run may agree: the case depends on where a round robin starts, which is a draw, or on a timeout, which a busy machine may miss.</summary>
    public bool MayPass { get; set; }

    /// <summary>Whether a part of what was observed is to be compared.</summary>
    public bool Compares(string part) => !varies.Contains(part);

    public void Add(string difference) => _found.Add(difference);

    /// <summary>Compares one value.</summary>
    public void Equal<T>(string what, T expected, T actual)
    {
        if (!EqualityComparer<T>.Default.Equals(expected, actual))
            Add($"{what}: recorded {Show(expected)}, ours {Show(actual)}");
    }

    /// <summary>Compares lists whose order does not count.</summary>
    public void SameItems(string what, IEnumerable<string> expected, IEnumerable<string> actual)
    {
        var missing = expected.ToList();
        var surplus = new List<string>();
        foreach (var item in actual)
        {
            if (!missing.Remove(item))
                surplus.Add(item);
        }

        if (missing.Count > 0)
            Add($"{what}: missing {string.Join(" | ", missing)}");
        if (surplus.Count > 0)
            Add($"{what}: not recorded {string.Join(" | ", surplus)}");
    }

    private static string Show<T>(T value) => value is null ? "nothing" : $"'{value}'";
}
