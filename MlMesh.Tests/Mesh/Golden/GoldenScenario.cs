using System.Text.Json;
using MlMesh.Mesh.Resources;
using MlMesh.Mesh.Resources.Envoy;
using YamlDotNet.RepresentationModel;

namespace MlMesh.Tests.Mesh.Golden;

/// <summary>One folder of the recordings.</summary>
internal sealed record GoldenScenario
{
    private GoldenScenario(string name, string policy, YamlMappingNode node)
    {
        Name = name;
        Policy = policy;
        About = node.Text("about") ?? "";
        Down = node.Texts("down");
        Mesh = node.Get("mesh") is { } mesh ? Print(mesh) : null;
        Admission = node.List("admission", GoldenAdmission.Read);
        Schema = node.List("schema", GoldenAdmission.Read);
        Cases = node.List("cases", GoldenCase.Read);
    }

    public string Name { get; }

    public string About { get; }

    /// <summary>The Istio resources, as YAML.</summary>
    public string Policy { get; }

    /// <summary>Top-level keys of MeshConfig, as YAML; null: as installed by default.</summary>
    public string? Mesh { get; }

    /// <summary>Pods whose proxy is not running.</summary>
    public IReadOnlyList<string> Down { get; }

    /// <summary>What istiod's validation refuses or warns about.</summary>
    public IReadOnlyList<GoldenAdmission> Admission { get; }

    /// <summary>What the custom resource definitions refuse.</summary>
    public IReadOnlyList<GoldenAdmission> Schema { get; }

    public IReadOnlyList<GoldenCase> Cases { get; }

    /// <summary>A rate limit of the scenario refuses a share of the requests over it.</summary>
    public bool DrawsRefusals => Policy.Contains("filter_enforced", StringComparison.Ordinal) && MeshResources.Create([ResourceReader.Read(Policy, "policy.yaml")]).EnvoyPatches
        .OfType<HttpFilterPatch>()
        .Any(patch => patch.Local?.FilterEnforced is { Millionths: > 0 and < 1_000_000 });

    /// <summary>The Services and Pods that every scenario runs in, as YAML.</summary>
    public static string World => File.ReadAllText(Path.Combine(GoldenFolder.Path!, "world.yaml"));

    public static GoldenScenario Load(string name) => LoadFolder(Path.Combine(GoldenFolder.Path!, name));

    public static GoldenScenario LoadFolder(string folder)
    {
        var policy = WithTokens(File.ReadAllText(Path.Combine(folder, "policy.yaml")));
        return new GoldenScenario(Path.GetFileName(folder), policy, GoldenYaml.Load(Path.Combine(folder, "cases.yaml")));
    }

    /// <summary>Puts the values of <c>jwt.json</c> in place of <c>@@JWKS@@</c> and <c>@@TOKEN:name@@</c>.</summary>
    public static string WithTokens(string text)
    {
        if (!text.Contains("@@", StringComparison.Ordinal))
            return text;

        using var jwt = JsonDocument.Parse(File.ReadAllText(Path.Combine(GoldenFolder.Path!, "jwt.json")));
        text = text.Replace("@@JWKS@@", jwt.RootElement.GetProperty("jwks").GetString(), StringComparison.Ordinal);
        foreach (var token in jwt.RootElement.GetProperty("tokens").EnumerateObject())
            text = text.Replace($"@@TOKEN:{token.Name}@@", token.Value.GetString(), StringComparison.Ordinal);
        return text;
    }

    private static string Print(YamlNode node)
    {
        using var writer = new StringWriter();
        new YamlStream(new YamlDocument(node)).Save(writer, assignAnchors: false);
        return writer.ToString();
    }
}
