using MlMesh.Cli.Policy.Output;

namespace MlMesh.Cli.Verify.Output;

/// <summary>The JSON of <c>mlmesh verify --json</c>; docs/verify.md describes it. Fields are only ever added.</summary>
internal sealed record VerifyDocument(string Schema, string? Context, string Namespace, bool Passed, IReadOnlyList<CheckDocument> Checks, IReadOnlyList<string> LeftBehind)
{
    public static VerifyDocument Of(VerifySettings settings, IReadOnlyList<CheckedLine> lines, IReadOnlyList<string> leftBehind) => new(
        "mlmesh.verify/1",
        settings.Context,
        settings.Namespace,
        leftBehind.Count == 0 && lines.All(line => line.Result.Status != CheckStatus.Failed),
        [.. lines.Select(line => new CheckDocument(line.Check.Name, line.Check.Title, Names.Kebab(line.Result.Status), line.Result.Evidence, line.Result.Expected, line.Result.Next, line.Ran, Math.Round(line.Duration.TotalSeconds, 1)))],
        leftBehind);
}
