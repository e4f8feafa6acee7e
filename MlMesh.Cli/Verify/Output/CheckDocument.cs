namespace MlMesh.Cli.Verify.Output;

/// <summary>A check in <see cref="VerifyDocument"/>.</summary>
internal sealed record CheckDocument(string Name, string Title, string Status, string Evidence, string? Expected, string? Next, IReadOnlyList<string> Ran, double Seconds);
