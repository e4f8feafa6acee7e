using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace MlMesh.Tests.Mesh.Golden;

/// <summary>Counts per prefix how many recorded cases agree; printed at the end, and written as JSON with what differs.</summary>
internal sealed class AgreementTable
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private readonly ConcurrentDictionary<string, IReadOnlyList<string>> _cases = new(StringComparer.Ordinal);

    public void Add(string scenario, string name, IReadOnlyList<string> differences) => _cases[$"{scenario}/{name}"] = differences;

    /// <summary>Writes <c>golden-agreement.json</c> beside the tests, and the table to the console.</summary>
    public void Write()
    {
        if (_cases.IsEmpty)
            return;
        var prefixes = _cases.GroupBy(pair => pair.Key[..pair.Key.IndexOf('-', StringComparison.Ordinal)])
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => new { cases = group.Count(), agree = group.Count(pair => pair.Value.Count == 0) });
        var differing = _cases.Where(pair => pair.Value.Count > 0).OrderBy(pair => pair.Key, StringComparer.Ordinal).ToDictionary();
        File.WriteAllText(Path.Combine(AppContext.BaseDirectory, "golden-agreement.json"), JsonSerializer.Serialize(new { prefixes, differing }, Indented));
        var table = new StringBuilder("recorded cases that agree\n");
        foreach (var (prefix, counts) in prefixes)
            table.Append(CultureInfo.InvariantCulture, $"  {prefix,-4} {counts.agree,5} of {counts.cases,5}\n");
        Console.WriteLine(table);
    }
}
