namespace MlMesh.Mesh.Analysis.Lookup;

/// <summary>Comparison of names part by part.</summary>
internal static class OrdinalTuples
{
    public static int CompareTo(this (string First, string Second, string Third) a, (string First, string Second, string Third) b, StringComparer comparer)
    {
        var order = comparer.Compare(a.First, b.First);
        if (order == 0)
            order = comparer.Compare(a.Second, b.Second);
        return order != 0 ? order : comparer.Compare(a.Third, b.Third);
    }
}
