using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace MlMesh.Mesh.Resources.Yaml;

/// <summary>
/// Reads a stream of YAML (or JSON) documents one by one, with line numbers, and resolves scalars as Kubernetes' reader does. Size, depth and the growth by
/// aliases are bounded, so that no text can exhaust memory or stack.
/// </summary>
public sealed class YamlDocuments
{
    /// <summary>Most characters of a stream.</summary>
    public const int MaxLength = 16 * 1024 * 1024;

    /// <summary>Deepest nesting.</summary>
    public const int MaxDepth = 100;

    /// <summary>Most nodes of a stream, with every alias counted as a copy.</summary>
    public const int MaxNodes = 2_000_000;

    private readonly Parser _parser;
    private readonly Action<int, string> _report;
    private readonly Dictionary<AnchorName, (YamlNode Node, int Size)> _anchors = [];
    private int _nodes;

    private YamlDocuments(string text, Action<int, string> report)
    {
        _parser = new Parser(new Scanner(new StringReader(text), skipComments: true));
        _report = report;
    }

    /// <summary>Reads documents lazily; empty ones are left out.</summary>
    /// <param name="text">The stream.</param>
    /// <param name="report">Gets the line and text of what is odd but readable, such as a repeated key, of which the last counts.</param>
    /// <exception cref="YamlSyntaxException">While enumerating, where the stream cannot be read further.</exception>
    public static IEnumerable<YamlNode> Read(string text, Action<int, string> report)
    {
        if (text.Length > MaxLength)
            throw new YamlSyntaxException(1, $"the file has {text.Length:N0} characters; the limit is {MaxLength:N0}");

        return new YamlDocuments(text, report).Documents();
    }

    private IEnumerable<YamlNode> Documents()
    {
        while (Next() is not StreamEnd)
        {
            if (_parser.Current is not DocumentStart)
                continue;

            _anchors.Clear();
            Next();
            var node = Node(depth: 0);
            if (node is not YamlScalar { Kind: ScalarKind.Null })
                yield return node;
        }
    }

    private ParsingEvent Next()
    {
        try
        {
            if (_parser.MoveNext())
                return _parser.Current!;
        }
        catch (YamlException e)
        {
            throw new YamlSyntaxException((int)e.Start.Line, e.InnerException?.Message ?? e.Message);
        }
        catch (InvalidOperationException)
        {
            // The parser's way to say that a token is missing, without a place.
            throw new YamlSyntaxException((int)(_parser.Current?.End.Line ?? 1), "did not find the expected end of the value");
        }

        throw new YamlSyntaxException(1, "the file ends unexpectedly");
    }

    /// <summary>Reads the node at the current event and leaves its last event current.</summary>
    private YamlNode Node(int depth)
    {
        var current = _parser.Current!;
        var line = (int)current.Start.Line;
        if (depth > MaxDepth)
            throw new YamlSyntaxException(line, $"nested deeper than {MaxDepth} levels");

        if (current is AnchorAlias alias)
        {
            if (!_anchors.TryGetValue(alias.Value, out var anchored))
                throw new YamlSyntaxException(line, $"unknown anchor '{alias.Value}' referenced");

            Count(anchored.Size, line);
            return anchored.Node;
        }

        var before = _nodes;
        Count(1, line);
        YamlNode node = current switch
        {
            Scalar scalar => ScalarResolution.Resolve(line, scalar),
            SequenceStart => Sequence(line, depth),
            MappingStart => Mapping(line, depth),
            _ => throw new YamlSyntaxException(line, "a value is missing"),
        };
        if (current is NodeEvent { Anchor.IsEmpty: false } named)
            _anchors[named.Anchor] = (node, _nodes - before);
        return node;
    }

    private YamlSequence Sequence(int line, int depth)
    {
        var items = new List<YamlNode>();
        while (Next() is not SequenceEnd)
            items.Add(Node(depth + 1));
        return new YamlSequence(line, items);
    }

    private YamlMapping Mapping(int line, int depth)
    {
        var fields = new List<YamlField>();
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        var merged = new List<YamlMapping>();
        while (Next() is not MappingEnd)
        {
            var isMerge = _parser.Current is Scalar { Value: "<<", Style: ScalarStyle.Plain };
            var key = Node(depth + 1) as YamlScalar
                ?? throw new YamlSyntaxException((int)_parser.Current!.Start.Line, "the name of a field must be a scalar");
            Next();
            var value = Node(depth + 1);
            if (isMerge)
                merged.AddRange(Merges(value));
            else
                Set(fields, places, new YamlField(key.Text, key.Line, value));
        }

        foreach (var inherited in merged.SelectMany(source => source.Fields))
        {
            if (places.TryAdd(inherited.Name, fields.Count))
                fields.Add(inherited);
        }

        return new YamlMapping(line, fields);
    }

    private void Set(List<YamlField> fields, Dictionary<string, int> places, YamlField field)
    {
        if (places.TryAdd(field.Name, fields.Count))
        {
            fields.Add(field);
            return;
        }

        _report(field.Line, $"key \"{field.Name}\" already set in map");
        fields[places[field.Name]] = field;
    }

    private static IEnumerable<YamlMapping> Merges(YamlNode value) => value switch
    {
        YamlMapping mapping => [mapping],
        YamlSequence sequence when sequence.Items.All(item => item is YamlMapping) => sequence.Items.Cast<YamlMapping>(),
        _ => throw new YamlSyntaxException(value.Line, "map merge requires map or sequence of maps as the value"),
    };

    private void Count(int nodes, int line)
    {
        _nodes += nodes;
        if (_nodes > MaxNodes)
            throw new YamlSyntaxException(line, $"the file has more than {MaxNodes:N0} values (every use of an alias counts)");
    }
}
