using MlMesh.Cli.Verify.Probes;
using MlMesh.Cli.Verify.Traffic;
using MlMesh.Mesh.Resources;

namespace MlMesh.Cli.Verify.Checks;

/// <summary>A first visit gets the cookie of the version that answered it, and who brings a cookie stays with its version.</summary>
internal sealed class StickinessCheck : ICheck
{
    private const int FirstVisits = 30;
    private const int Returns = 20;

    public string Name => "stickiness";

    public string Title => "a user's cookie keeps the user on one version";

    public async Task<CheckResult> RunAsync(CheckContext cluster, CancellationToken cancellationToken)
    {
        var routes = await cluster.State.RoutesAsync(cancellationToken);
        var cookies = routes.Predict().Route.Select(destination => (Cookie: CookieOf(destination), Version: routes.VersionOf(destination.Destination))).Where(entry => entry.Cookie.Length > 0).ToList();
        if (cookies.Count == 0)
            return CheckResult.NotApplied($"the rule for predictions of VirtualService {routes.Name} sets no cookie");

        List<ProbeRequest> requests = [.. Enumerable.Repeat(ProbeTraffic.Predict(), FirstVisits), .. cookies.SelectMany(entry => Enumerable.Repeat(ProbeTraffic.Predict().With("cookie", entry.Cookie), Returns))];
        var answers = await cluster.Traffic.SendAsync(ProbeKind.Outside, Name, requests, 4, cancellationToken);
        var first = answers.Take(FirstVisits).Count(answer => answer.Status == 200 && cookies.Exists(entry => entry.Version == answer.Version && entry.Cookie == Pair(answer.SetCookie)));
        var kept = cookies.Select((entry, i) => answers.Skip(FirstVisits + i * Returns).Take(Returns).Count(answer => answer.Status == 200 && answer.Version == entry.Version)).ToList();
        return CheckResult.When(first == FirstVisits && kept.TrueForAll(count => count == Returns),
            $"{first} of {FirstVisits} first visits got the cookie of the version that answered; {string.Join("; ", cookies.Select((entry, i) => $"{entry.Cookie}: {kept[i]} of {Returns} answered by {entry.Version}"))}",
            $"every first visit gets the cookie of its version, and {string.Join(", ", cookies.Select(entry => $"{entry.Cookie} leads to {entry.Version}"))}, always",
            $"kubectl get virtualservice {routes.Name} -n {cluster.Namespace} -o yaml");
    }

    private static string CookieOf(HttpRouteDestination destination) =>
        Pair((destination.Headers?.Response is { } response ? response.Add.Concat(response.Set) : []).FirstOrDefault(header => header.Key.Equals("set-cookie", StringComparison.OrdinalIgnoreCase)).Value ?? "");

    private static string Pair(string cookie) => cookie.Split(';')[0].Trim();
}
