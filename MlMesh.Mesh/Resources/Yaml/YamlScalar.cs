namespace MlMesh.Mesh.Resources.Yaml;

/// <summary>A scalar.</summary>
/// <param name="Line">Line of its beginning, from 1.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Text">The text, or the value as JSON writes it (<c>true</c>, <c>12</c>, <c>0.5</c>); empty for null.</param>
public sealed record YamlScalar(int Line, ScalarKind Kind, string Text) : YamlNode(Line)
{
    /// <inheritdoc />
    public override string TypeName => Kind switch
    {
        ScalarKind.Null => "null",
        ScalarKind.Boolean => "boolean",
        ScalarKind.WholeNumber => "integer",
        ScalarKind.FractionalNumber => "number",
        _ => "string",
    };
}
