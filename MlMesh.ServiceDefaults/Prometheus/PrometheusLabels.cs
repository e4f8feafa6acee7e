using System.Collections;
using System.Globalization;
using System.Text;

namespace MlMesh.ServiceDefaults.Prometheus;

/// <summary>The labels of one sample, collected and rendered; reused from sample to sample.</summary>
internal sealed class PrometheusLabels
{
    private readonly List<(string Name, string Value)> _labels = [];
    private readonly StringBuilder _text = new();
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private string? _rendered = "";

    /// <summary><c>name="value",name="value"</c>, values escaped.</summary>
    public string Text => _rendered ??= Render();

    public void Clear()
    {
        _labels.Clear();
        _rendered = "";
    }

    public void Add(string key, object? value)
    {
        var name = Name(key);
        var text = Format(value);
        _rendered = null;
        var same = _labels.FindIndex(label => label.Name == name);
        // Two attributes that differ only in what a label name cannot hold: the specification joins them.
        if (same >= 0) _labels[same] = (name, $"{_labels[same].Value};{text}");
        else _labels.Add((name, text));
    }

    private static string Format(object? value) => value switch
    {
        null => "",
        string text => text,
        bool flag => flag ? "true" : "false",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        IEnumerable many => string.Join(",", many.Cast<object?>().Select(Format)),
        _ => value.ToString() ?? "",
    };

    // The keys of attributes are few and constant in code, so remembering them is bounded and saves building the same names on each scrape.
    private string Name(string key)
    {
        if (!_names.TryGetValue(key, out var name)) _names.Add(key, name = PrometheusName.Sanitize(key) is "le" ? "exported_le" : PrometheusName.Sanitize(key));
        return name;
    }

    private string Render()
    {
        _text.Clear();
        foreach (var (name, value) in _labels)
        {
            if (_text.Length > 0) _text.Append(',');
            _text.Append(name).Append("=\"");
            foreach (var c in value)
            {
                switch (c)
                {
                    case '\\': _text.Append(@"\\"); break;
                    case '"': _text.Append("\\\""); break;
                    case '\n': _text.Append(@"\n"); break;
                    default: _text.Append(c); break;
                }
            }

            _text.Append('"');
        }

        return _text.ToString();
    }
}
