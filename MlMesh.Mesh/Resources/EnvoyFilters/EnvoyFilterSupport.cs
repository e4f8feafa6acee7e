using MlMesh.Mesh.Resources.Yaml;

namespace MlMesh.Mesh.Resources;

/// <summary>Which patches of Envoy's configuration the local mesh can run: those of the local rate limit. All others are the cluster's.</summary>
internal static class EnvoyFilterSupport
{
    private const string LocalRateLimit = "local_ratelimit";

    public static void Report(EnvoyFilter filter, YamlMapping document, ReadContext context)
    {
        var patches = document["spec"]?["configPatches"] as YamlSequence ?? document["spec"]?["config_patches"] as YamlSequence;
        for (var i = 0; i < filter.ConfigPatches.Count; i++)
        {
            if (Mentions(filter.ConfigPatches[i].Patch?.Value))
                continue;

            context.EnterField("spec");
            context.EnterField("configPatches");
            context.EnterItem(i);
            context.Report(
                FindingSeverity.Unsupported,
                FindingOrigin.Support,
                patches!.Items[i].Line,
                "unsupported here, works in the cluster: only patches of the local rate limit are run by the local mesh");
            context.Leave();
            context.Leave();
            context.Leave();
        }
    }

    private static bool Mentions(YamlNode? node) => node switch
    {
        YamlScalar scalar => scalar.Text.Contains(LocalRateLimit, StringComparison.Ordinal),
        YamlSequence sequence => sequence.Items.Any(Mentions),
        YamlMapping mapping => mapping.Fields.Any(field => field.Name.Contains(LocalRateLimit, StringComparison.Ordinal) || Mentions(field.Value)),
        _ => false,
    };
}
