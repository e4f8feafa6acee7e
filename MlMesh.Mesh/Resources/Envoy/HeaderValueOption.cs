namespace MlMesh.Mesh.Resources.Envoy;

/// <summary>A header that is added (Envoy's <c>HeaderValueOption</c>).</summary>
/// <param name="Name">Its name in lower case.</param>
/// <param name="Value">Its value, possibly with <c>%…%</c> commands.</param>
/// <param name="Action">What it does to others of its name.</param>
public sealed record HeaderValueOption(string Name, string Value, HeaderAppendAction Action)
{
    internal static IReadOnlyList<HeaderValueOption> ReadAll(EnvoyMessage message, string field) => [.. message.Messages(field).Select(Read).OfType<HeaderValueOption>()];

    private static HeaderValueOption? Read(EnvoyMessage message)
    {
        message.Require("header");
        // The old field; true is what an absent append_action means.
        var append = message.Flag("append", true);
        var action = (HeaderAppendAction)message.Choice("append_action", "APPEND_IF_EXISTS_OR_ADD", "ADD_IF_ABSENT", "OVERWRITE_IF_EXISTS_OR_ADD", "OVERWRITE_IF_EXISTS");
        var header = message.Message("header");
        message.Done();
        if (header is null)
            return null;
        header.Require("key");
        var option = new HeaderValueOption(header.Text("key").ToLowerInvariant(), header.Text("value"), append ? action : HeaderAppendAction.Overwrite);
        header.Done();
        return option;
    }
}
