namespace MlMesh.Tests.Mesh.Running;

/// <summary>What a caller got.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Version">The version that answered; none when none did.</param>
/// <param name="Took">Time to the whole answer.</param>
/// <param name="Cookie">The cookie that pins the caller to a version, as <c>name=value</c>, if one was given out.</param>
internal sealed record Answer(int Status, string? Version, TimeSpan Took, string? Cookie);
