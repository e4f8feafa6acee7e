namespace MlMesh.Gateway.Console;

/// <summary>What the page asks for when it opens.</summary>
/// <param name="DashboardUrl">The dashboard's base address without a slash at the end, or null.</param>
/// <param name="Feed">Whether <c>/console/predictions</c> is there to watch.</param>
internal sealed record ConsoleSettings(string? DashboardUrl, bool Feed);
