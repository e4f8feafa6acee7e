using MlMesh.Mesh.Resources.Yaml;

namespace MlMesh.Mesh.Loading;

/// <summary>Kubernetes' strategic merge of a patch into an object: mappings are merged, named items of lists by their name, all else is replaced.</summary>
internal static class StrategicMerge
{
    private const string Directive = "$patch";

    /// <summary>The directive by which a mapping replaces another instead of being merged into it.</summary>
    public static YamlField Replacing(int line) => new(Directive, line, new YamlScalar(line, ScalarKind.Text, "replace"));

    /// <summary>The object with the patch. Lines stay those of the files that the values come from.</summary>
    public static YamlMapping Merge(YamlMapping target, YamlMapping patch)
    {
        if (patch[Directive] is YamlScalar { Text: "replace" })
            return new YamlMapping(target.Line, [.. patch.Fields.Where(field => field.Name != Directive)]);

        var fields = new List<YamlField>();
        foreach (var field in target.Fields)
        {
            if (patch[field.Name] is not { } value)
                fields.Add(field);
            else if (value is not YamlScalar { Kind: ScalarKind.Null })
                fields.Add(field with { Value = Merge(field.Name, field.Value, value) });
        }

        fields.AddRange(patch.Fields.Where(field => field.Name != Directive && target[field.Name] is null && field.Value is not YamlScalar { Kind: ScalarKind.Null }));
        return new YamlMapping(target.Line, fields);
    }

    private static YamlNode Merge(string name, YamlNode target, YamlNode patch) => (target, patch) switch
    {
        (YamlMapping into, YamlMapping from) => Merge(into, from),
        (YamlSequence into, YamlSequence from) when into.Items.Concat(from.Items).All(item => Key(name, item) is not null) => Merge(name, into, from),
        _ => patch,
    };

    private static YamlSequence Merge(string name, YamlSequence target, YamlSequence patch)
    {
        var patches = patch.Items.Cast<YamlMapping>().ToDictionary(item => Key(name, item)!, StringComparer.Ordinal);
        var items = new List<YamlNode>();
        foreach (var item in target.Items.Cast<YamlMapping>())
        {
            if (!patches.Remove(Key(name, item)!, out var change))
                items.Add(item);
            else if (change[Directive] is not YamlScalar { Text: "delete" })
                items.Add(Merge(item, change));
        }

        items.AddRange(patches.Values.Where(item => item[Directive] is null));
        return new YamlSequence(target.Line, items);
    }

    /// <summary>By what items of a list are told apart; null when they are not.</summary>
    private static string? Key(string list, YamlNode item)
    {
        var field = list switch
        {
            "ports" => "containerPort",
            "volumeMounts" => "mountPath",
            _ => "name",
        };
        return (item[field] as YamlScalar)?.Text;
    }
}
