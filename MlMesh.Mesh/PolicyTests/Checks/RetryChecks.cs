using System.Globalization;
using MlMesh.Mesh.Explaining.Answers;
using MlMesh.Mesh.PolicyTests.Reading;
using MlMesh.Mesh.Resources.Yaml;
using MlMesh.Mesh.Routing;

namespace MlMesh.Mesh.PolicyTests.Checks;

/// <summary><c>retries</c>: <c>none</c>, or <c>{attempts, perTryTimeout, retryOn, backoff}</c>; what is not stated is not compared.</summary>
internal static class RetryChecks
{
    private static readonly string[] Names = ["attempts", "perTryTimeout", "retryOn", "backoff"];

    public static Func<RequestAnswer, IEnumerable<string>> Retries(YamlField field)
    {
        if (field.Value.IsNone())
            return answer => answer.Route?.Retry is { } policy ? [$"expected no retries, got {policy.Attempts} on {policy.RetryOn}"] : [];
        var checks = field.Value.Fields("retries", Names).Select(Check).ToList();
        return answer => answer.Route is null ? [RouteChecks.Unrouted("retries", answer)] : answer.Route.Retry is { } policy ? checks.SelectMany(check => check(policy)) : ["expected retries, got none"];
    }

    private static Func<RetryPolicy, IEnumerable<string>> Check(YamlField field)
    {
        switch (field.Name)
        {
            case "attempts":
                var attempts = field.Value.Whole("attempts").ToString(CultureInfo.InvariantCulture);
                return policy => Words.Same("retries", attempts, policy.Attempts.ToString(CultureInfo.InvariantCulture));
            case "perTryTimeout":
                TimeSpan? limit = field.Value.IsNone() ? null : field.Value.Duration("perTryTimeout");
                return policy => Words.Same("perTryTimeout", limit, policy.PerTryTimeout);
            case "backoff":
                var backoff = field.Value.Duration("backoff");
                return policy => Words.Same("backoff", backoff, policy.BackoffBase);
            default:
                var words = Sorted(field.Value.Text("retryOn"));
                return policy => Words.Same("retryOn", words, Sorted(policy.RetryOn));
        }
    }

    private static string Sorted(string words) => string.Join(',', words.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal));
}
