namespace Aspire.Hosting.ApplicationModel;

/// <summary>A state of a resource.</summary>
/// <param name="Text">One of <see cref="KnownResourceStates"/>.</param>
public sealed record ResourceStateSnapshot(string Text)
{
    /// <summary>Makes a state of its name.</summary>
    /// <param name="state">The name.</param>
    public static implicit operator ResourceStateSnapshot?(string? state) => state is null ? null : new(state);
}
