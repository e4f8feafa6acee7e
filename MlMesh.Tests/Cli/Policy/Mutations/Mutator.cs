using System.Globalization;
using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace MlMesh.Tests.Cli.Policy.Mutations;

/// <summary>Changes the fields of a policy that decide about requests, one at a time.</summary>
internal static partial class Mutator
{
    /// <summary>Fields whose change no request can tell: names, what only describes, and how keys of tokens are fetched.</summary>
    private static readonly string[] Silent = ["apiVersion", "kind", "metadata", "name", "protocol", "jwksUri"];

    [GeneratedRegex(@"^(?<number>[0-9]+)(?<unit>ms|s|m|h)$")]
    private static partial Regex Duration { get; }

    /// <summary>Kinds that decide about no single request: limits count many.</summary>
    private static readonly string[] SilentKinds = ["Telemetry", "EnvoyFilter"];

    /// <summary>All mutants of a file of Istio resources.</summary>
    public static IEnumerable<Mutant> Of(string file, string text)
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(text));
        foreach (var document in yaml.Documents.Select(document => document.RootNode).OfType<YamlMappingNode>())
        {
            if (!document.Children["apiVersion"].ToString().Contains(".istio.io/", StringComparison.Ordinal))
                continue;
            var kind = document.Children["kind"].ToString();
            if (SilentKinds.Contains(kind) || !document.Children.TryGetValue("spec", out var spec) || AsksSomebody(spec))
                continue;
            foreach (var (path, scalar, changed) in Walk(spec, kind))
            {
                var (start, end) = ((int)scalar.Start.Index, (int)scalar.End.Index);
                yield return new Mutant(file, path, $"{scalar.Value} → {changed}", string.Concat(text.AsSpan(0, start), Quoted(changed), text.AsSpan(end)));
            }
        }
    }

    private static IEnumerable<(string Path, YamlScalarNode Scalar, string Changed)> Walk(YamlNode node, string path)
    {
        switch (node)
        {
            case YamlMappingNode mapping:
                foreach (var (key, value) in mapping.Children)
                {
                    var name = key.ToString();
                    if (Silent.Contains(name) || (name == "timeout" && path.Contains(".jwtRules", StringComparison.Ordinal)))
                        continue;
                    if (Renamed(path, name) is { } other && !mapping.Children.ContainsKey(other))
                        yield return ($"{path}.{name} (key)", (YamlScalarNode)key, other);
                    foreach (var change in Walk(value, $"{path}.{name}"))
                        yield return change;
                }

                break;
            case YamlSequenceNode sequence:
                for (var i = 0; i < sequence.Children.Count; i++)
                {
                    foreach (var change in Walk(sequence.Children[i], string.Create(CultureInfo.InvariantCulture, $"{path}[{i}]")))
                        yield return change;
                }

                break;
            case YamlScalarNode scalar when Changed(scalar.Value!) is { } changed:
                yield return (path, scalar, changed);
                break;
        }
    }

    /// <summary>What an external authorizer answers is not the policy's to say.</summary>
    private static bool AsksSomebody(YamlNode spec) => spec is YamlMappingNode mapping && mapping.Children.TryGetValue("action", out var action) && action.ToString() == "CUSTOM";

    /// <summary>Another way to match, another header.</summary>
    private static string? Renamed(string path, string name) => name switch
    {
        "exact" => "prefix",
        "prefix" => "exact",
        _ when path.EndsWith(".headers", StringComparison.Ordinal) && name is not ("request" or "response") => name + "-x",
        _ when path.EndsWith(".set", StringComparison.Ordinal) || path.EndsWith(".add", StringComparison.Ordinal) => name + "-x",
        _ => null,
    };

    private static string? Changed(string value) => value switch
    {
        "v1" => "v2",
        "v2" => "v1",
        "true" => "false",
        "false" => "true",
        "ALLOW" => "DENY",
        "DENY" => "ALLOW",
        "STRICT" => "PERMISSIVE",
        "PERMISSIVE" => "STRICT",
        "ROUND_ROBIN" => "RANDOM",
        "GET" => "PUT",
        "POST" => "PUT",
        "mesh" => "ingress",
        "*" => "other.example.com",
        _ when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) => (number > 1 ? number - 1 : number + 1).ToString(CultureInfo.InvariantCulture),
        _ when Duration.Match(value) is { Success: true } duration => $"{int.Parse(duration.Groups["number"].Value, CultureInfo.InvariantCulture) + 1}{duration.Groups["unit"].Value}",
        _ when value.Contains(',', StringComparison.Ordinal) => value[(value.IndexOf(',', StringComparison.Ordinal) + 1)..],
        _ when value.EndsWith("/*", StringComparison.Ordinal) => value[..^2] + "x/*",
        _ when value.Length > 1 => value + "x",
        _ => null,
    };

    private static string Quoted(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _) || text is "true" or "false" ? text : $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
