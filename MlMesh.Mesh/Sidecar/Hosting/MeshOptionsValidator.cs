using Microsoft.Extensions.Options;

namespace MlMesh.Mesh.Sidecar.Hosting;

/// <summary>Checks the settings of the sidecar when the service starts.</summary>
internal sealed class MeshOptionsValidator : IValidateOptions<MeshOptions>
{
    public ValidateOptionsResult Validate(string? name, MeshOptions options)
    {
        var errors = new List<string>();
        if (!options.Workloads.Any(workload => workload.Name == options.Workload))
            errors.Add($"{MeshOptions.Section}:Workload is '{options.Workload}', but no {MeshOptions.Section}:Workloads entry has that Name. Name the entry of this process.");
        if (options.RetryBufferBytes < 0)
            errors.Add($"{MeshOptions.Section}:RetryBufferBytes is {options.RetryBufferBytes}. Give a number of bytes, 0 or more.");
        if (options.TraceSamplingPercent is not (>= 0 and <= 100))
            errors.Add($"{MeshOptions.Section}:TraceSamplingPercent is {options.TraceSamplingPercent}. Give a percentage, 0 to 100.");
        if (options.Port is < 0 or > 65535)
            errors.Add($"{MeshOptions.Section}:Port is {options.Port}. Give a port, 1 to 65535, or 0 for none.");
        if (options.Port > 0 || options.Workloads.Any(workload => workload.MeshAddress.Length > 0))
            errors.AddRange(IdentityFaults(options));
        for (var i = 0; i < options.Workloads.Count; i++)
            errors.AddRange(Faults($"{MeshOptions.Section}:Workloads:{i}", options.Workloads[i]));
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private static IEnumerable<string> IdentityFaults(MeshOptions options)
    {
        if (options.IdentityFolder.Length == 0)
            yield return $"{MeshOptions.Section}:IdentityFolder is missing. A mesh with mesh ports needs an identity: give the folder of this workload's svid.pem and bundle.pem.";
        if (options.Ingress && options.IngressIdentityFolder.Length == 0)
            yield return $"{MeshOptions.Section}:IngressIdentityFolder is missing. Give the folder of the ingress gateway's svid.pem and bundle.pem.";
    }

    private static IEnumerable<string> Faults(string key, MeshWorkloadOptions workload)
    {
        if (workload.Name.Length == 0)
            yield return $"{key}:Name is missing. Give the pod's name.";
        if (!Uri.TryCreate(workload.Address, UriKind.Absolute, out var address) || address.Scheme != "http")
            yield return $"{key}:Address is '{workload.Address}', which is no http address. Give one, such as http://localhost:5003.";
        if (workload.MeshAddress.Length > 0 && (!Uri.TryCreate(workload.MeshAddress, UriKind.Absolute, out var mesh) || mesh.Scheme != "tcp" || mesh.Port < 1))
            yield return $"{key}:MeshAddress is '{workload.MeshAddress}', which is no tcp address. Give one, such as tcp://localhost:5004, or none.";
        if (workload.Port is < 1 or > 65535)
            yield return $"{key}:Port is {workload.Port}. Give the targetPort of its Service, 1 to 65535.";
    }
}
