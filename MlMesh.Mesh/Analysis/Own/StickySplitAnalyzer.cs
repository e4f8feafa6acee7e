using MlMesh.Mesh.RegularExpressions;
using MlMesh.Mesh.Resources;

namespace MlMesh.Mesh.Analysis.Own;

/// <summary>Splits that pin their users by a cookie: do they pin all of them, and is the cookie looked for?</summary>
internal sealed class StickySplitAnalyzer : IAnalyzer
{
    public IReadOnlyList<FindingCode> Codes { get; } = [OwnCodes.HalfStickySplit, OwnCodes.UselessCookie];

    private const string SetCookie = "set-cookie";

    public void Analyze(AnalysisContext context)
    {
        foreach (var service in context.Resources.All<VirtualService>())
        {
            for (var i = 0; i < service.Http.Count; i++)
                Check(context, service, i);
        }
    }

    private static void Check(AnalysisContext context, VirtualService service, int rule)
    {
        var route = service.Http[rule].Route;
        var drawn = Enumerable.Range(0, route.Count).Where(j => route[j].Weight > 0).ToList();
        var pinned = drawn.Where(j => Cookie(route[j]) is not null).ToList();
        if (drawn.Count < 2 || pinned.Count == 0)
            return;

        foreach (var j in drawn.Except(pinned))
        {
            context.ReportAt(OwnCodes.HalfStickySplit, service, FieldPath.Of("spec", "http", rule, "route", j),
                $"the destination {Name(route[j])} sets no cookie while {string.Join(", ", pinned.Select(k => Name(route[k])))} of the same split does: its users are drawn again until they leave it");
        }

        foreach (var j in pinned.Where(j => !IsLookedFor(service.Http.Take(rule), Cookie(route[j])!)))
        {
            context.ReportAt(OwnCodes.UselessCookie, service, FieldPath.Of("spec", "http", rule, "route", j, "headers", "response"),
                $"no rule before this one matches the cookie {Cookie(route[j])}");
        }
    }

    private static bool IsLookedFor(IEnumerable<HttpRoute> rules, string cookie) =>
        rules.SelectMany(rule => rule.Match).Any(match => match.Headers.Any(header => string.Equals(header.Key, "cookie", StringComparison.OrdinalIgnoreCase) && Matches(header.Value, cookie)));

    private static bool Matches(StringMatch match, string cookie)
    {
        if (match.Exact is { } exact)
            return exact == cookie;
        if (match.Prefix is { } prefix)
            return cookie.StartsWith(prefix, StringComparison.Ordinal);
        if (match.Regex is not { } pattern)
            return true;

        // Other cookies may stand around it, and a pattern may ask for that.
        return Re2.IsValid(pattern, out _) && new[] { cookie, $"a=b; {cookie}", $"{cookie}; a=b" }.Any(Re2.FullMatch(pattern).IsMatch);
    }

    /// <summary>The cookie that a destination sets, as <c>name=value</c>; null when it sets none, or deletes one.</summary>
    private static string? Cookie(HttpRouteDestination route)
    {
        var operations = route.Headers?.Response;
        var stated = operations?.Add.Concat(operations.Set).FirstOrDefault(header => string.Equals(header.Key, SetCookie, StringComparison.OrdinalIgnoreCase)).Value;
        var cookie = stated?.Split(';')[0].Trim();
        return cookie is null || cookie.EndsWith('=') ? null : cookie;
    }

    private static string Name(HttpRouteDestination route) => route.Destination is { Subset.Length: > 0 } subset ? subset.Subset : route.Destination?.Host ?? "";
}
