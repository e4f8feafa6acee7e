namespace MlMesh.Mesh.Resources.Envoy;

/// <summary>The first value of a query parameter, not decoded.</summary>
/// <param name="Parameter">The parameter's name.</param>
/// <param name="Key">Key of the entry.</param>
/// <param name="SkipIfAbsent">Without the parameter the descriptor just lacks the entry; otherwise there is no descriptor.</param>
public sealed record QueryParameterAction(string Parameter, string Key, bool SkipIfAbsent) : RateLimitAction
{
    internal static QueryParameterAction? Read(EnvoyMessage? message)
    {
        if (message is null)
            return null;
        message.Require("query_parameter_name");
        message.Require("descriptor_key");
        var action = new QueryParameterAction(message.Text("query_parameter_name"), message.Text("descriptor_key"), message.Flag("skip_if_absent"));
        message.Done();
        return action;
    }
}
