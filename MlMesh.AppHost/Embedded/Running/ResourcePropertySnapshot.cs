namespace Aspire.Hosting.ApplicationModel;

/// <summary>A further fact about a running resource, as <c>executable.pid</c>.</summary>
/// <param name="Name">The fact's name.</param>
/// <param name="Value">Its value.</param>
public sealed record ResourcePropertySnapshot(string Name, object? Value);
