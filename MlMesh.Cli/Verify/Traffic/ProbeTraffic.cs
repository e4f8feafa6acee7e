using System.Globalization;
using System.Text;
using MlMesh.Cli.Verify.Cluster;
using MlMesh.Cli.Verify.Probes;

namespace MlMesh.Cli.Verify.Traffic;

/// <summary>Sends requests from probe pods with curl. They travel on its standard input, so that no token shows in a list of processes.</summary>
internal sealed class ProbeTraffic(ClusterTools tools, ProbePods probes, string? token)
{
    private const int RequestSeconds = 20;
    private const int Columns = 6;

    /// <summary>What curl writes of each answer, after the request's number; the escapes are curl's.</summary>
    private const string WriteOut = @"\t%{exitcode}\t%{http_code}\t%header{x-model-version}\t%header{set-cookie}\t%header{x-envoy-overloaded}\n";

    /// <summary>A request to the ingress.</summary>
    public static ProbeRequest ToIngress(string pathAndQuery) => new(Deployment.IngressUrl + pathAndQuery);

    /// <summary>A request for a prediction.</summary>
    public static ProbeRequest Predict() => ToIngress(Deployment.PredictPath + Deployment.PredictQuery);

    /// <summary>Sends requests, each over a user id of its own.</summary>
    /// <param name="kind">The probe that sends.</param>
    /// <param name="label">What for; it is part of the user agent, so that access logs tell.</param>
    /// <param name="requests">The requests.</param>
    /// <param name="parallel">At most so many at a time.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The answers, in the order of the requests.</returns>
    /// <exception cref="ToolException">They could not be sent.</exception>
    public async Task<IReadOnlyList<ProbeAnswer>> SendAsync(ProbeKind kind, string label, IReadOnlyList<ProbeRequest> requests, int parallel, CancellationToken cancellationToken)
    {
        var probe = await probes.GetAsync(kind, cancellationToken);
        var agent = $"mlmesh-verify/{label}";
        var result = await tools.KubectlAsync(
            ["exec", "-i", "-n", probe.Namespace, probe.Name, "-c", Probe.Container, "--", "curl", "--parallel", "--parallel-immediate", "--parallel-max", Number(parallel), "--user-agent", agent, "--config", "-"],
            Configuration(requests, agent), cancellationToken);
        var answers = Read(result.Output, requests.Count);
        // curl reports the failure of any request; that is an answer too.
        return answers ?? throw new ToolException(result.Command, $"answers to {requests.Count} requests were expected: {Excerpt.Of(result.Error.Length > 0 ? result.Error : result.Output)}");
    }

    /// <inheritdoc cref="SendAsync(ProbeKind, string, IReadOnlyList{ProbeRequest}, int, CancellationToken)" />
    public async Task<ProbeAnswer> SendAsync(ProbeKind kind, string label, ProbeRequest request, CancellationToken cancellationToken) =>
        (await SendAsync(kind, label, [request], 1, cancellationToken))[0];

    private static ProbeAnswer[]? Read(string output, int count)
    {
        var answers = new ProbeAnswer?[count];
        foreach (var line in output.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var columns = line.TrimEnd('\r').Split('\t');
            if (columns.Length != Columns || !Parse(columns[0], out var number) || number >= count || !Parse(columns[1], out var code) || !Parse(columns[2], out var status))
                return null;
            answers[number] = new ProbeAnswer(code, status, columns[3], columns[4], columns[5] == "true");
        }

        return answers.Contains(null) ? null : [.. answers.OfType<ProbeAnswer>()];
    }

    private string Configuration(IReadOnlyList<ProbeRequest> requests, string agent)
    {
        var text = new StringBuilder();
        for (var i = 0; i < requests.Count; i++)
        {
            var request = requests[i];
            text.Append(i == 0 ? "" : "next\n").Append("no-progress-meter\ngloboff\npath-as-is\n");
            Line("url", request.Url);
            Line("request", request.Method);
            Line("output", "/dev/null");
            Line("max-time", Number(RequestSeconds));
            Line("user-agent", agent);
            if (request.Resolve is { } resolve)
                Line("resolve", resolve);
            if (!request.Headers.Any(header => header.Key == "x-user-id"))
                Line("header", $"x-user-id: verify-{probes.Run}-{Number(i)}");
            foreach (var (name, value) in request.Headers)
                Line("header", $"{name}: {value}");
            if (token is not null)
                Line("header", $"Authorization: Bearer {token}");
            // Parallel requests end in any order, so each says its number.
            text.Append("write-out = \"").Append(Number(i)).Append(WriteOut).Append("\"\n");
        }

        return text.ToString();

        void Line(string option, string value) =>
            text.Append(option).Append(" = \"").Append(value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)).Append("\"\n");
    }

    private static bool Parse(string text, out int number) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
