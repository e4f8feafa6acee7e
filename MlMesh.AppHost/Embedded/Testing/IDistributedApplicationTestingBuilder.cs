namespace Aspire.Hosting.Testing;

/// <summary>An application under test, which can still be changed.</summary>
public interface IDistributedApplicationTestingBuilder : IDistributedApplicationBuilder, IAsyncDisposable, IDisposable
{
    /// <summary>Builds the application.</summary>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The application, not yet started.</returns>
    Task<DistributedApplication> BuildAsync(CancellationToken cancellationToken = default);
}
