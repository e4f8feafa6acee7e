using System.Reflection;
using System.Security.Cryptography;
using Aspire.Hosting.Dashboard;
using Aspire.Hosting.Publishing;
using Aspire.Hosting.Reporting;
using Aspire.Hosting.Running;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace Aspire.Hosting;

internal sealed class DistributedApplicationBuilder : IDistributedApplicationBuilder
{
    private static readonly Dictionary<string, string> Switches = new()
    {
        ["--publisher"] = ManifestPublisher.PublisherKey,
        ["--output-path"] = ManifestPublisher.OutputPathKey,
    };

    private readonly HostApplicationBuilder _host;
    private readonly List<IResource> _resources = [];
    private readonly EntryPointHook? _hook;

    public DistributedApplicationBuilder(DistributedApplicationOptions options, HostApplicationBuilderSettings settings, EntryPointHook? hook)
    {
        _hook = hook;
        var assembly = options.AssemblyName is { } name ? Assembly.Load(name) : Assembly.GetEntryAssembly();
        AppHostDirectory = options.ProjectDirectory
            ?? assembly?.GetCustomAttributes<AssemblyMetadataAttribute>().FirstOrDefault(metadata => metadata.Key == "AppHostProjectPath")?.Value
            ?? Directory.GetCurrentDirectory();
        settings.ContentRootPath ??= Directory.Exists(AppHostDirectory) ? AppHostDirectory : null;
        _host = new HostApplicationBuilder(settings);
        _host.Configuration.AddCommandLine(options.Args ?? [], Switches);
        var isPublishing = _host.Configuration[ManifestPublisher.PublisherKey];
        if (isPublishing is not (null or "manifest"))
            throw new DistributedApplicationException($"--publisher is '{isPublishing}'; this host knows 'manifest'.");
        ExecutionContext = new(isPublishing is not null);

        ConfigureLogging(options);
        Services.AddSingleton(options);
        Services.AddSingleton(ExecutionContext);
        Services.AddSingleton(TimeProvider.System);
        Services.AddSingleton(_ => new DistributedApplicationModel(_resources));
        Services.AddSingleton(services => new ResourceNotificationService(services.GetRequiredService<DistributedApplicationModel>(), services.GetRequiredService<ResourceOutputs>()));
        Services.AddSingleton<ResourceOutputs>();
        Services.AddHealthChecks();
        if (ExecutionContext.IsPublishMode)
            Services.AddHostedService(services => new ManifestPublisher(AppHostDirectory, services));
        else
            AddRunServices(options);
    }

    public ConfigurationManager Configuration => _host.Configuration;

    public string AppHostDirectory { get; }

    public IHostEnvironment Environment => _host.Environment;

    public IServiceCollection Services => _host.Services;

    public DistributedApplicationExecutionContext ExecutionContext { get; }

    public IReadOnlyList<IResource> Resources => _resources;

    public IResourceBuilder<T> AddResource<T>(T resource) where T : IResource
    {
        if (_resources.FirstOrDefault(other => string.Equals(other.Name, resource.Name, StringComparison.OrdinalIgnoreCase)) is { } other)
            throw new DistributedApplicationException($"There is already a resource '{other.Name}', a {other.GetType().Name}.");
        _resources.Add(resource);
        return CreateResourceBuilder(resource);
    }

    public IResourceBuilder<T> CreateResourceBuilder<T>(T resource) where T : IResource => new ResourceBuilder<T>(this, resource);

    public DistributedApplication Build()
    {
        _hook?.AwaitBuild(this);
        var host = _host.Build();
        ExecutionContext.Services = host.Services;
        var application = new DistributedApplication(host, _hook);
        _hook?.Built(application);
        return application;
    }

    private void AddRunServices(DistributedApplicationOptions options)
    {
        if (!options.DisableDashboard)
        {
            var secrets = new Dictionary<string, string?>();
            foreach (var key in new[] { DashboardSettings.BrowserTokenKey, DashboardSettings.OtlpApiKeyKey })
                secrets[key] = Configuration[key] ?? Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
            if (!DashboardSettings.IsAnonymous(Configuration))
                Configuration.AddInMemoryCollection(secrets);
        }

        Services.AddSingleton(_ =>
        {
            var settings = DashboardSettings.From(Configuration, options.DisableDashboard);
            if (settings.IsEnabled) Configuration[DashboardSettings.FrontendKey] = settings.FrontendUrl;
            return settings;
        });
        Services.AddSingleton(services => new DashboardProcess(AppHostDirectory, services));
        Services.AddSingleton(services => new LaunchCommands(AppHostDirectory, services));
        Services.AddSingleton<Orchestrator>();
        Services.AddSingleton(services => new ResourceCommandService(services.GetRequiredService<Orchestrator>(), services.GetRequiredService<DistributedApplicationModel>()));
        Services.AddHostedService(services => services.GetRequiredService<Orchestrator>());
        Services.AddHostedService<HangUpHandler>();
        Services.AddHostedService<Reporter>();
        // Room for the grace period of each layer of resources.
        Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(60));
    }

    private void ConfigureLogging(DistributedApplicationOptions options)
    {
        if (!options.EnableResourceLogging)
            _host.Logging.AddConsoleFormatter<AppHostConsoleFormatter, ConsoleFormatterOptions>().AddConsole(console => console.FormatterName = AppHostConsoleFormatter.FormatterName);
        _host.Logging.AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Warning);
        _host.Logging.AddFilter("System.Net.Http.HttpClient", LogLevel.Warning);
        // A resource that is not healthy yet is no error of the AppHost; the reports say what matters.
        _host.Logging.AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None);
    }
}
