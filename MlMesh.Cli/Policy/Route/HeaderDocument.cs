namespace MlMesh.Cli.Policy.Route;

/// <summary>A header line in JSON.</summary>
internal sealed record HeaderDocument(string Name, string Value)
{
    public static HeaderDocument Of(KeyValuePair<string, string> header) => new(header.Key, header.Value);
}
