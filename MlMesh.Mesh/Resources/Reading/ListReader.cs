using System.Diagnostics.CodeAnalysis;
using MlMesh.Mesh.Resources.Yaml;

namespace MlMesh.Mesh.Resources;

/// <summary>Reads a list.</summary>
[UnconditionalSuppressMessage("AOT", "IL3050", Justification = "Items are records and texts, whose arrays share their code.")]
internal sealed class ListReader(Type item, bool isPartial)
{
    private readonly ValueReader _item = ValueReaders.For(item, isPartial);

    public object Read(YamlNode node, ReadContext context)
    {
        if (node is not YamlSequence sequence)
        {
            context.Unreadable(node.Line, $"json: cannot unmarshal {node.TypeName} into Go value of type []json.RawMessage", "Write a list here.");
            return Array.CreateInstance(item, 0);
        }

        var items = Array.CreateInstance(item, sequence.Items.Count);
        for (var i = 0; i < sequence.Items.Count; i++)
        {
            context.EnterItem(i);
            items.SetValue(_item(sequence.Items[i], context), i);
            context.Leave();
        }

        return items;
    }
}
