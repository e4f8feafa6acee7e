using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using MlMesh.Mesh.Resources.Yaml;

namespace MlMesh.Mesh.Resources;

/// <summary>Reads a map with texts or numbers as keys.</summary>
[UnconditionalSuppressMessage("AOT", "IL3050", Justification = "The empty maps of the records have each combination of key and value compiled; records and texts share their code.")]
internal sealed class MapReader(Type key, Type value, bool isPartial)
{
    private readonly ValueReader _value = ValueReaders.For(value, isPartial);

    public object Read(YamlNode node, ReadContext context)
    {
        var map = (IDictionary)Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(key, value))!;
        if (node is not YamlMapping mapping)
        {
            context.Unreadable(node.Line, $"json: cannot unmarshal {node.TypeName} into Go value of type map[string]json.RawMessage", "Write a mapping here.");
            return map;
        }

        foreach (var field in mapping.Fields)
        {
            context.EnterKey(field.Name);
            if (Key(field.Name) is { } k)
                map[k] = _value(field.Value, context);
            else
                context.Unreadable(field.Line, $"strconv.ParseUint: parsing \"{field.Name}\": invalid syntax", "Write a number as key.");
            context.Leave();
        }

        return map;
    }

    private object? Key(string name)
    {
        if (key == typeof(string))
            return name;

        return uint.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }
}
