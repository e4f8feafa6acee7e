using Microsoft.Extensions.Options;

namespace MlMesh.Gateway.Forwarding;

/// <summary>Checks every setting at start and reports all that are wrong, by key.</summary>
internal sealed class ForwardingOptionsValidator : IValidateOptions<ForwardingOptions>
{
    public ValidateOptionsResult Validate(string? name, ForwardingOptions options)
    {
        var failures = new List<string>();
        CheckAddress(options.Address, failures);
        Check(options.ActivityTimeout > TimeSpan.Zero, nameof(options.ActivityTimeout), "a positive time such as 00:00:30", options.ActivityTimeout, failures);
        Check(options.ConnectTimeout > TimeSpan.Zero, nameof(options.ConnectTimeout), "a positive time such as 00:00:02", options.ConnectTimeout, failures);
        Check(options.MaxRequestBodyBytes > 0, nameof(options.MaxRequestBodyBytes), "a positive number of bytes", options.MaxRequestBodyBytes, failures);
        Check(options.MaxClientConnections > 0, nameof(options.MaxClientConnections), "a positive number", options.MaxClientConnections, failures);
        Check(options.MaxUpstreamConnections > 0, nameof(options.MaxUpstreamConnections), "a positive number", options.MaxUpstreamConnections, failures);
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static void CheckAddress(string? address, List<string> failures)
    {
        const string Variable = "environment variable services__model-inference__http__0";
        if (string.IsNullOrWhiteSpace(address))
            failures.Add($"{ForwardingOptions.AddressKey} ({Variable}) is not set: give the inference service's base address, such as http://model-inference:8080.");
        else if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") || uri.PathAndQuery != "/")
            failures.Add($"{ForwardingOptions.AddressKey} ({Variable}) is '{address}': it must be an http or https address without a path, such as http://model-inference:8080.");
    }

    private static void Check(bool valid, string key, string expected, object actual, List<string> failures)
    {
        if (!valid)
            failures.Add(FormattableString.Invariant($"{ForwardingOptions.Section}:{key} is '{actual}': it must be {expected}."));
    }
}
