using Microsoft.Extensions.Options;

namespace MlMesh.Gateway.Console;

/// <summary>Checks the console's settings at start.</summary>
internal sealed class ConsoleOptionsValidator : IValidateOptions<ConsoleOptions>
{
    private const int MostPredictions = 1000;

    public ValidateOptionsResult Validate(string? name, ConsoleOptions options)
    {
        var failures = new List<string>();
        if (options.RecentPredictions is < 0 or > MostPredictions)
            failures.Add($"{ConsoleOptions.Section}:{nameof(options.RecentPredictions)} is '{options.RecentPredictions}': it must be 0 to {MostPredictions}.");
        if (options.MaxWatchers < 1)
            failures.Add($"{ConsoleOptions.Section}:{nameof(options.MaxWatchers)} is '{options.MaxWatchers}': it must be a positive number.");
        if (!string.IsNullOrEmpty(options.DashboardUrl)
            && !(Uri.TryCreate(options.DashboardUrl, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"))
            failures.Add($"{ConsoleOptions.DashboardKey} is '{options.DashboardUrl}': it must be an http or https address, such as http://localhost:18888.");
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}
