namespace MlMesh.Mesh.Resources.Envoy;

/// <summary>Configuration with its type: <c>{"@type": …, fields}</c>, or a TypedStruct that holds <c>type_url</c> and <c>value</c>.</summary>
/// <param name="Type">The message's name, without <c>type.googleapis.com/</c>.</param>
/// <param name="Value">Its fields; none for a TypedStruct without value.</param>
internal sealed record TypedConfig(string Type, EnvoyMessage? Value)
{
    private const string Prefix = "type.googleapis.com/";

    public static TypedConfig Read(EnvoyMessage message)
    {
        var type = Short(message.Text("@type"));
        if (type is not ("udpa.type.v1.TypedStruct" or "xds.type.v3.TypedStruct"))
            return new TypedConfig(type, message);
        var inner = Short(message.Text("type_url"));
        var value = message.Message("value");
        message.Done();
        return new TypedConfig(inner, value);
    }

    private static string Short(string url) => url.StartsWith(Prefix, StringComparison.Ordinal) ? url[Prefix.Length..] : url;
}
