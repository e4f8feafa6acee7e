using System.Collections.Concurrent;
using Xunit;

namespace MlMesh.Tests.Mesh.Golden;

/// <summary>The recorded cases that this mesh is compared on.</summary>
public static class GoldenCases
{
    private static readonly ConcurrentDictionary<string, GoldenScenario> Loaded = new(StringComparer.Ordinal);

    /// <summary>The scenarios with requests.</summary>
    internal static IReadOnlyList<string> Scenarios { get; } = [.. GoldenFolder.Scenarios.Where(name => Load(name).Cases.Count > 0)];

    /// <summary>Scenario and case of each.</summary>
    public static IEnumerable<TheoryDataRow<string, string>> All() =>
        from scenario in Scenarios
        from golden in Load(scenario).Cases
        select new TheoryDataRow<string, string>(scenario, golden.Name) { TestDisplayName = $"{scenario}/{golden.Name}" };

    internal static GoldenScenario Load(string name) => Loaded.GetOrAdd(name, GoldenScenario.Load);
}
