namespace MlMesh.Mesh.Resources.Envoy;

/// <summary>How a request is described to rate limits (an entry of <c>rate_limits</c>): each action adds an entry; when one has nothing to say, there is no descriptor.</summary>
/// <param name="Stage">The filters that it is for, 0 to 10.</param>
/// <param name="DisableKey">The runtime key that would switch it off; local limits leave out what has one.</param>
/// <param name="Actions">The actions.</param>
public sealed record RateLimitPolicy(uint Stage, string DisableKey, IReadOnlyList<RateLimitAction> Actions)
{
    /// <summary>Largest stage.</summary>
    public const uint LastStage = 10;

    internal static IReadOnlyList<RateLimitPolicy> ReadAll(EnvoyMessage message, string field) => [.. message.Messages(field).Select(Read)];

    private static RateLimitPolicy Read(EnvoyMessage message)
    {
        message.Require("actions");
        var policy = new RateLimitPolicy(
            message.Number("stage"), message.Text("disable_key"), [.. message.Messages("actions").Select(RateLimitAction.ReadAny).OfType<RateLimitAction>()]);
        if (policy.Stage > LastStage)
            message.Report.Refused(message.Path, message.Line, "stage must be 10 or less");
        message.Done();
        return policy;
    }
}
