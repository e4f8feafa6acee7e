namespace Aspire.Hosting.Reporting;

/// <summary>Resources' output on the console, each line with the resource's name in its own colour, and the summary.</summary>
internal sealed class ResourceConsole(DistributedApplicationModel model, TextWriter writer)
{
    private static readonly string[] Colours = ["\e[36m", "\e[33m", "\e[32m", "\e[35m", "\e[34m", "\e[96m", "\e[93m", "\e[92m", "\e[95m", "\e[94m"];

    private readonly int _width = model.Resources.Select(resource => resource.Name.Length).DefaultIfEmpty(0).Max();
    private readonly Lock _lock = new();

    /// <summary>Whether the console shows colours, and the user wants them (https://no-color.org).</summary>
    public static bool IsColoured { get; } = !Console.IsOutputRedirected && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));

    public void Write(IResource resource, string line)
    {
        lock (_lock)
            writer.WriteLine($"{Name(resource)} | {line}");
    }

    /// <summary>The resources with their URLs, or with their states where they have none.</summary>
    public void Summarize(Func<IResource, string?> state, string dashboard)
    {
        lock (_lock)
        {
            writer.WriteLine();
            foreach (var resource in model.Resources.Where(resource => resource.IsProcess()))
            {
                var urls = string.Join("  ", resource.All<EndpointAnnotation>().Select(endpoint => endpoint.AllocatedEndpoint!.UriString));
                writer.WriteLine($"  {Name(resource)}   {(urls.Length > 0 ? urls : state(resource))}");
            }

            writer.WriteLine($"  {"dashboard".PadRight(_width)}   {dashboard}");
            writer.WriteLine();
            writer.WriteLine("All resources are healthy. Press Ctrl-C to stop.");
            writer.WriteLine();
        }
    }

    private string Name(IResource resource)
    {
        var name = resource.Name.PadRight(_width);
        return IsColoured ? $"{Colours[Index(resource) % Colours.Length]}{name}\e[0m" : name;
    }

    private int Index(IResource resource) => model.Resources.TakeWhile(other => other != resource).Count();
}
