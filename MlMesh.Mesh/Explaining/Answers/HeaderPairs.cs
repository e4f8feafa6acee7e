using MlMesh.Mesh.Traffic.Http;

namespace MlMesh.Mesh.Explaining.Answers;

/// <summary>Header lines as pairs.</summary>
internal static class HeaderPairs
{
    public static IReadOnlyList<KeyValuePair<string, string>> ToPairs(this HeaderList headers)
    {
        var pairs = new KeyValuePair<string, string>[headers.Fields.Length];
        for (var i = 0; i < pairs.Length; i++)
            pairs[i] = KeyValuePair.Create(headers.Fields[i].Name, headers.Fields[i].Value);
        return pairs;
    }
}
