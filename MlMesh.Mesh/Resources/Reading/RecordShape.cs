using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using MlMesh.Mesh.Resources.Yaml;

namespace MlMesh.Mesh.Resources;

/// <summary>
/// Reads a record from a mapping. The record's own properties say which fields there are, so that each is stated once; names are taken in camelCase and in
/// snake_case, and fields that are no property are left to the schema.
/// </summary>
[UnconditionalSuppressMessage("Trimming", "IL2070", Justification = Kept)]
[UnconditionalSuppressMessage("Trimming", "IL2077", Justification = Kept)]
internal sealed class RecordShape
{
    /// <summary>Why an application may be trimmed although the records are read by reflection.</summary>
    public const string Kept = "ILLink.Descriptors.xml keeps all members of the resources' records and enumerations.";

    private static readonly ConcurrentDictionary<Type, RecordShape> Cache = new();

    private readonly Type _type;
    private readonly Dictionary<string, FieldShape> _fields = new(StringComparer.Ordinal);

    private RecordShape(Type type)
    {
        _type = type;
        var isPartial = type.GetCustomAttribute<OtherFieldsIgnoredAttribute>() is not null;
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
        {
            if (property.SetMethod is null)
                continue;

            var field = new FieldShape(property, _fields.Count, isPartial);
            _fields[field.Name] = field;
            _fields.TryAdd(field.SnakeCaseName, field);
        }
    }

    public static RecordShape For(Type type) => Cache.GetOrAdd(type, static type => new RecordShape(type));

    /// <summary>Whether the record has the field.</summary>
    public bool Has(string name) => _fields.ContainsKey(name);

    public object Create() => Activator.CreateInstance(_type)!;

    /// <summary>Reads a new record; a null is an empty one, as Istio's reader has it.</summary>
    public object Read(YamlNode node, ReadContext context)
    {
        var record = Create();
        Fill(record, node, context);
        return record;
    }

    /// <summary>Sets the fields of a record that has just been made.</summary>
    public void Fill(object record, YamlNode node, ReadContext context)
    {
        if (node is YamlMapping mapping)
            Fill(record, mapping, context);
        else if (node is not YamlScalar { Kind: ScalarKind.Null })
            context.Unreadable(node.Line, $"json: cannot unmarshal {node.TypeName} into Go value of type map[string]json.RawMessage", "Write a mapping here.");
    }

    private void Fill(object record, YamlMapping mapping, ReadContext context)
    {
        Dictionary<string, FieldShape>? groups = null;
        foreach (var entry in mapping.Fields)
        {
            if (entry.Value is YamlScalar { Kind: ScalarKind.Null } || !_fields.TryGetValue(entry.Name, out var field))
                continue;

            context.EnterField(entry.Name);
            field.Read(record, entry.Value, context);
            if (field.OneOf is { } group)
                KeepLast(record, field, group, groups ??= []);
            if (field.ClusterOnly is { } reason)
                context.Report(FindingSeverity.Unsupported, FindingOrigin.Support, entry.Line, $"unsupported here, works in the cluster: {reason}");
            context.Leave();
        }
    }

    /// <summary>Of several fields of which one may be set, Istio's reader keeps the last in the order of the message; the schema refuses them.</summary>
    private static void KeepLast(object record, FieldShape field, string group, Dictionary<string, FieldShape> groups)
    {
        if (!groups.TryAdd(group, field))
        {
            var other = groups[group];
            (other.Index < field.Index ? other : field).Clear(record);
            groups[group] = other.Index < field.Index ? field : other;
        }
    }
}
