namespace MlMesh.Mesh.Resources.Envoy;

/// <summary>A fixed entry.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Value">Its value.</param>
public sealed record GenericKeyAction(string Key, string Value) : RateLimitAction
{
    internal static GenericKeyAction? Read(EnvoyMessage? message)
    {
        if (message is null)
            return null;
        message.Require("descriptor_value");
        var action = new GenericKeyAction(message.Text("descriptor_key", "generic_key"), message.Text("descriptor_value"));
        message.Done();
        return action;
    }
}
