namespace Aspire.Hosting.ApplicationModel;

/// <summary>Something that has a value once the application runs.</summary>
public interface IValueProvider
{
    /// <summary>Resolves the value.</summary>
    /// <param name="cancellationToken">Cancels the resolution.</param>
    /// <returns>The value, or null when there is none.</returns>
    ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default);
}
