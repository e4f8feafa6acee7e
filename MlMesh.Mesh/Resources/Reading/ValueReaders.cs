using MlMesh.Mesh.Resources.Yaml;

namespace MlMesh.Mesh.Resources;

/// <summary>Chooses how values of a type are read.</summary>
internal static class ValueReaders
{
    /// <param name="type">Type of the property.</param>
    /// <param name="isPartial">Whether it belongs to a Kubernetes object, whose texts may be numbers (a Service's targetPort).</param>
    public static ValueReader For(Type type, bool isPartial)
    {
        if (type == typeof(YamlNode))
            return static (node, _) => node;
        if (type == typeof(string))
            return isPartial ? ScalarReaders.AnyText : ScalarReaders.Text;

        var value = Nullable.GetUnderlyingType(type) ?? type;
        if (value.IsEnum)
            return new EnumReader(value).Read;
        if (value.IsPrimitive)
            return value == typeof(bool) ? ScalarReaders.Boolean : new NumberReader(value).Read;
        if (value == typeof(TimeSpan))
            return ScalarReaders.Duration;
        if (value == typeof(ReadOnlyMemory<byte>))
            return ScalarReaders.Bytes;
        if (!type.IsGenericType)
            return (node, context) => RecordShape.For(type).Read(node, context);

        var arguments = type.GetGenericArguments();
        return arguments.Length == 1
            ? new ListReader(arguments[0], isPartial).Read
            : new MapReader(arguments[0], arguments[1], isPartial).Read;
    }
}
