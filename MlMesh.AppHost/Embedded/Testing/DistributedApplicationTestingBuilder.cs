using System.Reflection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Testing;

/// <summary>Creates applications under test: on random ports, without dashboard, their output in the loggers.</summary>
public static class DistributedApplicationTestingBuilder
{
    /// <summary>Creates an empty application.</summary>
    /// <param name="args">Its command line.</param>
    /// <returns>Its builder.</returns>
    public static IDistributedApplicationTestingBuilder Create(params string[] args) => Create(args, (_, _) => { });

    /// <summary>Creates an empty application.</summary>
    /// <param name="args">Its command line.</param>
    /// <param name="configureBuilder">Changes the options, as to enable the dashboard.</param>
    /// <returns>Its builder.</returns>
    public static IDistributedApplicationTestingBuilder Create(string[] args, Action<DistributedApplicationOptions, HostApplicationBuilderSettings> configureBuilder)
    {
        ArgumentNullException.ThrowIfNull(configureBuilder);
        var options = new DistributedApplicationOptions { Args = args };
        var settings = new HostApplicationBuilderSettings();
        Configure(options, settings, args);
        configureBuilder(options, settings);
        return new TestingBuilder(new DistributedApplicationBuilder(options, settings, null));
    }

    /// <summary>Creates the application that an AppHost's entry point makes.</summary>
    /// <typeparam name="TEntryPoint">Any type of the AppHost's assembly, as <c>Projects.MlMesh_AppHost</c>.</typeparam>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>Its builder, with everything that the entry point added.</returns>
    public static Task<IDistributedApplicationTestingBuilder> CreateAsync<TEntryPoint>(CancellationToken cancellationToken = default) where TEntryPoint : class =>
        CreateCoreAsync(typeof(TEntryPoint), [], (_, _) => { }, cancellationToken);

    /// <summary>Creates the application that an AppHost's entry point makes.</summary>
    /// <typeparam name="TEntryPoint">Any type of the AppHost's assembly, as <c>Projects.MlMesh_AppHost</c>.</typeparam>
    /// <param name="args">The AppHost's command line.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>Its builder, with everything that the entry point added.</returns>
    public static Task<IDistributedApplicationTestingBuilder> CreateAsync<TEntryPoint>(string[] args, CancellationToken cancellationToken = default) where TEntryPoint : class =>
        CreateCoreAsync(typeof(TEntryPoint), args, (_, _) => { }, cancellationToken);

    /// <summary>Creates the application that an AppHost's entry point makes.</summary>
    /// <typeparam name="TEntryPoint">Any type of the AppHost's assembly, as <c>Projects.MlMesh_AppHost</c>.</typeparam>
    /// <param name="args">The AppHost's command line.</param>
    /// <param name="configureBuilder">Changes the options, as to enable the dashboard.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>Its builder, with everything that the entry point added.</returns>
    public static Task<IDistributedApplicationTestingBuilder> CreateAsync<TEntryPoint>(
        string[] args, Action<DistributedApplicationOptions, HostApplicationBuilderSettings> configureBuilder, CancellationToken cancellationToken = default) where TEntryPoint : class =>
        CreateCoreAsync(typeof(TEntryPoint), args, configureBuilder, cancellationToken);

    /// <summary>Creates the application that an AppHost's entry point makes.</summary>
    /// <param name="entryPoint">Any type of the AppHost's assembly.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>Its builder, with everything that the entry point added.</returns>
    public static Task<IDistributedApplicationTestingBuilder> CreateAsync(Type entryPoint, CancellationToken cancellationToken = default) =>
        CreateCoreAsync(entryPoint, [], (_, _) => { }, cancellationToken);

    /// <summary>Creates the application that an AppHost's entry point makes.</summary>
    /// <param name="entryPoint">Any type of the AppHost's assembly.</param>
    /// <param name="args">The AppHost's command line.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>Its builder, with everything that the entry point added.</returns>
    public static Task<IDistributedApplicationTestingBuilder> CreateAsync(Type entryPoint, string[] args, CancellationToken cancellationToken = default) =>
        CreateCoreAsync(entryPoint, args, (_, _) => { }, cancellationToken);

    /// <summary>Creates the application that an AppHost's entry point makes.</summary>
    /// <param name="entryPoint">Any type of the AppHost's assembly.</param>
    /// <param name="args">The AppHost's command line.</param>
    /// <param name="configureBuilder">Changes the options, as to enable the dashboard.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>Its builder, with everything that the entry point added.</returns>
    public static Task<IDistributedApplicationTestingBuilder> CreateAsync(
        Type entryPoint, string[] args, Action<DistributedApplicationOptions, HostApplicationBuilderSettings> configureBuilder, CancellationToken cancellationToken = default) =>
        CreateCoreAsync(entryPoint, args, configureBuilder, cancellationToken);

    private static async Task<IDistributedApplicationTestingBuilder> CreateCoreAsync(
        Type entryPoint, string[] args, Action<DistributedApplicationOptions, HostApplicationBuilderSettings> configureBuilder, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(entryPoint);
        var hook = new EntryPointHook((options, settings) =>
        {
            options.AssemblyName = entryPoint.Assembly.GetName().Name;
            Configure(options, settings, args);
            ApplyLaunchProfile(entryPoint.Assembly, settings);
            configureBuilder(options, settings);
        });
        Run(entryPoint.Assembly, args, hook);
        return new TestingBuilder(await hook.Builder.WaitAsync(cancellationToken), hook);
    }

    private static void Configure(DistributedApplicationOptions options, HostApplicationBuilderSettings settings, string[] args)
    {
        options.Args = settings.Args = args;
        options.DisableDashboard = true;
        options.EnableResourceLogging = true;
        settings.Configuration ??= new ConfigurationManager();
        settings.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["DcpPublisher:RandomizePorts"] = "true",
            ["ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL"] = "http://localhost:4317",
        });
    }

    /// <summary>As <c>dotnet run</c> would start the AppHost: with the variables of its launch profile, unless the test says otherwise.</summary>
    private static void ApplyLaunchProfile(Assembly assembly, HostApplicationBuilderSettings settings)
    {
        var project = Type.GetType($"Projects.{assembly.GetName().Name!.Replace('.', '_')}, {assembly.GetName().Name}") is { } type
            ? ((IProjectMetadata)Activator.CreateInstance(type)!).ProjectPath : null;
        var variables = project is null ? null : LaunchProfile.Read(project, null)?.EnvironmentVariables;
        foreach (var (name, value) in variables ?? new Dictionary<string, string>())
            settings.Configuration![name] ??= value;
        settings.EnvironmentName ??= settings.Configuration!["DOTNET_ENVIRONMENT"];
    }

    /// <summary>The entry point blocks at its end until the test is done with the application: it needs a thread of its own.</summary>
    private static void Run(Assembly assembly, string[] args, EntryPointHook hook)
    {
        var main = assembly.EntryPoint ?? throw new ArgumentException($"{assembly.GetName().Name} has no entry point.", nameof(assembly));
        var thread = new Thread(() =>
        {
            EntryPointHook.Current = hook;
            try
            {
                var result = main.Invoke(null, main.GetParameters().Length == 0 ? [] : [args]);
                (result as Task)?.GetAwaiter().GetResult();
                hook.Ended(new InvalidOperationException($"The entry point of {assembly.GetName().Name} ended{(result is int code ? $" with code {code}" : "")} without building an application."));
            }
            catch (TargetInvocationException exception)
            {
                hook.Ended(exception.InnerException!);
            }
        })
        { IsBackground = true, Name = $"{assembly.GetName().Name} entry point" };
        thread.Start();
    }
}
