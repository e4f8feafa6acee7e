using Xunit;

namespace MlMesh.Tests.Cli.Policy.Mutations;

/// <summary>Whether the policy tests beside our overlays would notice a wrong field.</summary>
public sealed class MutationTests(ITestOutputHelper output)
{
    private const double Wanted = 0.95;

    /// <summary>Its policies are attached to a waypoint, which only a cluster has: no wrong field of theirs shows here.</summary>
    private static readonly string Ambient = Path.Combine("components", "ambient");
    private static readonly string[] Kinds = ["overlays", "components"];

    private static string Overlays => Repository.PathOf("istio-overlays");

    public static TheoryData<string> Folders =>
    [
        .. Directory.EnumerateFiles(Overlays, "policy-tests.yaml", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Overlays, Path.GetDirectoryName(file)!)).Where(folder => folder != Ambient)
            .Order(StringComparer.Ordinal),
    ];

    [Fact]
    public void Every_overlay_and_component_has_tests()
    {
        // A component of network policies alone holds nothing for the mesh.
        var folders = Kinds.Select(kind => Path.Combine(Overlays, kind)).Where(Directory.Exists).SelectMany(Directory.GetDirectories)
            .Where(folder => Directory.EnumerateFiles(folder, "*.yaml", SearchOption.AllDirectories).Any(file => File.ReadAllText(file).Contains(".istio.io/v1", StringComparison.Ordinal)));

        Assert.All(folders, folder => Assert.True(File.Exists(Path.Combine(folder, "policy-tests.yaml")), $"{folder} has no policy-tests.yaml."));
    }

    [Fact]
    public async Task They_pass_and_cover_every_route()
    {
        var run = await Mlmesh.RunAsync(TestContext.Current.CancellationToken, "policy", "test", Overlays, "--fail-under", "100");

        Assert.True(run.ExitCode == 0, run.Output + run.Error);
    }

    [Theory]
    [MemberData(nameof(Folders))]
    public async Task Nearly_every_wrong_field_is_noticed(string folder)
    {
        using var copy = new OverlaysCopy(Overlays);
        var mutants = copy.PolicyFiles(folder).SelectMany(file => Mutator.Of(file, File.ReadAllText(Path.Combine(Overlays, file)))).ToList();
        var survivors = new List<Mutant>();
        foreach (var mutant in mutants)
        {
            using var changed = copy.With(mutant);
            var run = await Mlmesh.RunAsync(TestContext.Current.CancellationToken, ["policy", "test", .. Judges(folder).Select(judge => Path.Combine(copy.Root, judge))]);
            if (run.ExitCode == 0)
                survivors.Add(mutant);
            else
                Assert.True(run.ExitCode == 1, run.Error);
        }

        var caught = mutants.Count - survivors.Count;
        output.WriteLine($"{folder}: {caught} of {mutants.Count} mutants caught");
        Assert.True(caught >= Wanted * mutants.Count, $"{caught} of {mutants.Count} mutants caught; these passed:\n{string.Join('\n', survivors)}");
    }

    /// <summary>The subsets of base/ get requests only where an overlay routes to them.</summary>
    private static string[] Judges(string folder) => folder == "base" ? ["base", Path.Combine("overlays", "stable")] : [folder];
}
