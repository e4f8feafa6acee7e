namespace MlMesh.Cli.Verify.Output;

/// <summary>A line of the checklist with its result.</summary>
/// <param name="Check">The check.</param>
/// <param name="Result">Its result.</param>
/// <param name="Ran">The commands that it ran, in order.</param>
/// <param name="Duration">How long it took.</param>
internal sealed record CheckedLine(ICheck Check, CheckResult Result, IReadOnlyList<string> Ran, TimeSpan Duration);
