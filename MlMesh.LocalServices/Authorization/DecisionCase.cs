namespace MlMesh.LocalServices.Authorization;

/// <summary>A request, and what the decision table must come to.</summary>
/// <param name="Role">The caller's role; empty for none.</param>
/// <param name="Method">The method.</param>
/// <param name="Path">The request target.</param>
/// <param name="Allow">Whether it may pass.</param>
internal sealed record DecisionCase(string Role, string Method, string Path, bool Allow);
