namespace MlMesh.LocalServices.Authorization;

/// <summary>What the decision table says about a request.</summary>
/// <param name="Allow">It may pass.</param>
/// <param name="Rule">The rule that said so; none when no rule matched, which denies.</param>
internal readonly record struct Decision(bool Allow, string? Rule);
