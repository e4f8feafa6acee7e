using MlMesh.Mesh.Resources.Yaml;

namespace MlMesh.Mesh.Resources.Schemas;

/// <summary>The parts of a schema that combine others (<c>oneOf</c>, <c>allOf</c>, <c>anyOf</c>, <c>not</c>); in Kubernetes these only ask which fields are there.</summary>
internal static class SchemaConditions
{
    public static bool Hold(YamlNode node, Schema schema) =>
        (schema.OneOf.Count == 0 || schema.OneOf.Count(part => Matches(node, part)) == 1)
        && schema.AllOf.All(part => Matches(node, part))
        && (schema.AnyOf.Count == 0 || schema.AnyOf.Any(part => Matches(node, part)))
        && (schema.Not is null || !Matches(node, schema.Not));

    /// <summary>The fields that the conditions are about.</summary>
    public static IEnumerable<string> Exclusive(Schema schema) =>
        schema.OneOf.Concat(schema.AllOf).SelectMany(part => part.Required.Concat(Exclusive(part))).Distinct();

    private static bool Matches(YamlNode node, Schema part) => part.Required.All(name => node[name] is not null) && Hold(node, part);
}
