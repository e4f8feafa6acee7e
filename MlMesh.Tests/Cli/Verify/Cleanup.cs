using MlMesh.Mesh.Resources;
using Xunit;

namespace MlMesh.Tests.Cli.Verify;

/// <summary>That a run deletes what it creates.</summary>
internal static class Cleanup
{
    private const string OwnNamespace = "mlmesh-verify-";

    /// <summary>Every object that was created carries the run's label or lies in the run's namespace, and after the last creation both are deleted.</summary>
    public static void AssertComplete(FakeTools tools)
    {
        var created = tools.Asked.ToList().FindLastIndex(command => command == "kubectl apply -f -");
        if (created < 0)
            return;
        var after = tools.Asked.Skip(created + 1).ToList();
        Assert.Contains("kubectl delete namespace mlmesh-verify-RUN --ignore-not-found --wait=false", after);
        Assert.Contains("kubectl delete pods,networkpolicies -n ml-services -l mlmesh.io/verify=RUN --ignore-not-found --wait=false", after);

        var objects = tools.Input.Split("apiVersion: ").Skip(1).ToList();
        Assert.NotEmpty(objects);
        foreach (var manifest in objects)
        {
            var kind = manifest.Split("kind: ")[1].Split('\n')[0];
            Assert.Empty(ResourceReader.Read($"apiVersion: {manifest.Split("no-progress-meter")[0]}", kind).Findings);
            Assert.Contains("mlmesh.io/verify: \"", manifest, StringComparison.Ordinal);
            if (manifest.Contains("namespace: ml-services", StringComparison.Ordinal))
                Assert.True(kind is "Pod" or "NetworkPolicy", $"{kind} in ml-services is not among what is deleted there");
            else
                Assert.Contains(OwnNamespace, manifest, StringComparison.Ordinal);
        }
    }
}
