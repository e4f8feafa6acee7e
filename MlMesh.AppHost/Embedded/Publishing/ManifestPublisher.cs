using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Publishing;

/// <summary>Writes the manifest and ends the application.</summary>
internal sealed partial class ManifestPublisher(string appHostDirectory, IServiceProvider services) : IHostedService
{
    public const string PublisherKey = "Publishing:Publisher";
    public const string OutputPathKey = "Publishing:OutputPath";

    private readonly ILogger<ManifestPublisher> _logger = services.GetRequiredService<ILogger<ManifestPublisher>>();

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var configured = services.GetRequiredService<IConfiguration>()[OutputPathKey]
            ?? throw new DistributedApplicationException("--publisher manifest needs --output-path, the file to write.");
        var path = Path.GetFullPath(configured, appHostDirectory);
        if (Directory.Exists(path))
            path = Path.Combine(path, "aspire-manifest.json");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var writer = new ManifestWriter(Path.GetDirectoryName(path)!, services.GetRequiredService<DistributedApplicationExecutionContext>());
        await File.WriteAllBytesAsync(path, await writer.WriteAsync(services.GetRequiredService<DistributedApplicationModel>(), cancellationToken), cancellationToken);
        Published(_logger, path);
        services.GetRequiredService<IHostApplicationLifetime>().StopApplication();
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(Level = LogLevel.Information, Message = "Published manifest to: {Path}")]
    private static partial void Published(ILogger logger, string path);
}
