using System.Buffers.Binary;
using System.Text;

namespace MlMesh.Tests.ServiceDefaults.Telemetry;

/// <summary>Just enough of the protobuf wire format to read OTLP messages by field number.</summary>
internal sealed class ProtoMessage
{
    private readonly List<(int Field, object Value)> _fields = [];

    public ProtoMessage(ReadOnlyMemory<byte> bytes)
    {
        var position = 0;
        while (position < bytes.Length)
        {
            var key = Varint(bytes.Span, ref position);
            object value = (key & 7) switch
            {
                0 => Varint(bytes.Span, ref position),
                1 => BinaryPrimitives.ReadUInt64LittleEndian(Take(bytes, ref position, 8).Span),
                2 => Take(bytes, ref position, (int)Varint(bytes.Span, ref position)),
                5 => (ulong)BinaryPrimitives.ReadUInt32LittleEndian(Take(bytes, ref position, 4).Span),
                var other => throw new InvalidDataException($"Wire type {other} is unknown."),
            };
            _fields.Add(((int)(key >> 3), value));
        }
    }

    public IEnumerable<ProtoMessage> Messages(params int[] path)
    {
        var here = Bytes(path[0]).Select(bytes => new ProtoMessage(bytes));
        return path.Length == 1 ? here : here.SelectMany(message => message.Messages(path[1..]));
    }

    public string String(int field) => Bytes(field).Select(bytes => Encoding.UTF8.GetString(bytes.Span)).FirstOrDefault("");

    public string Hex(int field) => Bytes(field).Select(bytes => Convert.ToHexStringLower(bytes.Span)).FirstOrDefault("");

    public ulong Number(int field) => _fields.Where(f => f.Field == field).Select(f => f.Value).OfType<ulong>().FirstOrDefault();

    /// <summary>A list of OTLP <c>KeyValue</c> as text.</summary>
    public Dictionary<string, string> Attributes(int field)
    {
        return Messages(field).ToDictionary(pair => pair.String(1), pair => Text(pair.Messages(2).FirstOrDefault()));

        static string Text(ProtoMessage? value) => value?._fields switch
        {
            [(1, ReadOnlyMemory<byte> text)] => Encoding.UTF8.GetString(text.Span),
            [(_, ulong number)] => number.ToString(System.Globalization.CultureInfo.InvariantCulture),
            _ => "",
        };
    }

    private static ulong Varint(ReadOnlySpan<byte> bytes, ref int position)
    {
        ulong value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var b = bytes[position++];
            value |= (ulong)(b & 0x7f) << shift;
            if (b < 0x80) return value;
        }
    }

    private static ReadOnlyMemory<byte> Take(ReadOnlyMemory<byte> bytes, ref int position, int count)
    {
        position += count;
        return bytes.Slice(position - count, count);
    }

    private IEnumerable<ReadOnlyMemory<byte>> Bytes(int field) => _fields.Where(f => f.Field == field).Select(f => f.Value).OfType<ReadOnlyMemory<byte>>();
}
