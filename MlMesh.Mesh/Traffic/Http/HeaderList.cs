using Microsoft.Extensions.Primitives;
using MlMesh.Mesh.Routing;
using MlMesh.Mesh.Routing.Headers;

namespace MlMesh.Mesh.Traffic.Http;

/// <summary>The header lines of a message in their order. Repeated names stay separate lines. Not thread-safe.</summary>
public sealed class HeaderList : IRequestHeaders, IHeaderEditor
{
    private HeaderField[] _fields;
    private int _count;

    /// <summary>Creates an empty list.</summary>
    /// <param name="capacity">How many lines fit before the list grows.</param>
    public HeaderList(int capacity = 16) => _fields = new HeaderField[Math.Max(capacity, 4)];

    /// <summary>The lines in their order.</summary>
    public ReadOnlySpan<HeaderField> Fields => _fields.AsSpan(0, _count);

    /// <summary>A copy that changes independently.</summary>
    public HeaderList Copy()
    {
        var copy = new HeaderList(_count + 4);
        Fields.CopyTo(copy._fields);
        copy._count = _count;
        return copy;
    }

    /// <inheritdoc/>
    public void Append(string name, string value)
    {
        if (_count == _fields.Length)
            Array.Resize(ref _fields, _count * 2);
        _fields[_count++] = new HeaderField(name, value);
    }

    /// <summary>Replaces all lines of a name by one, at the place of the first; appends one when there is none.</summary>
    public void Replace(string name, string value)
    {
        var first = IndexOf(name, 0);
        if (first < 0)
        {
            Append(name, value);
            return;
        }

        _fields[first] = new HeaderField(name, value);
        RemoveFrom(name, first + 1);
    }

    /// <summary>Removes every line of a name.</summary>
    public void Remove(string name) => RemoveFrom(name, 0);

    /// <summary>Removes every line whose name the predicate accepts.</summary>
    public void RemoveWhere(Func<string, bool> unwanted)
    {
        ArgumentNullException.ThrowIfNull(unwanted);
        var kept = 0;
        for (var i = 0; i < _count; i++)
            if (!unwanted(_fields[i].Name))
                _fields[kept++] = _fields[i];
        Truncate(kept);
    }

    /// <summary>Makes one line of all lines of a name, their values separated by commas, for the names that the predicate accepts.</summary>
    public void JoinRepeated(Func<string, bool> joined)
    {
        ArgumentNullException.ThrowIfNull(joined);
        for (var i = 1; i < _count; i++)
        {
            var name = _fields[i].Name;
            if (IndexOf(name, 0) < i && joined(name))
            {
                Replace(name, string.Join(',', Lines(name).ToArray()));
                i--;
            }
        }
    }

    /// <summary>Whether a line of that name is there.</summary>
    public bool Contains(string name) => IndexOf(name, 0) >= 0;

    /// <summary>The value of the first line of a name, or none.</summary>
    public string? First(string name)
    {
        var index = IndexOf(name, 0);
        return index < 0 ? null : _fields[index].Value;
    }

    /// <inheritdoc/>
    public StringValues Lines(string name)
    {
        var first = IndexOf(name, 0);
        if (first < 0)
            return StringValues.Empty;
        var second = IndexOf(name, first + 1);
        if (second < 0)
            return _fields[first].Value;
        var values = new List<string>(4) { _fields[first].Value };
        for (; second >= 0; second = IndexOf(name, second + 1))
            values.Add(_fields[second].Value);
        return values.ToArray();
    }

    private int IndexOf(string name, int start)
    {
        for (var i = start; i < _count; i++)
        {
            var candidate = _fields[i].Name;
            if (ReferenceEquals(candidate, name) || (candidate.Length == name.Length && candidate.Equals(name, StringComparison.OrdinalIgnoreCase)))
                return i;
        }

        return -1;
    }

    private void RemoveFrom(string name, int start)
    {
        var index = IndexOf(name, start);
        if (index < 0)
            return;
        var kept = index;
        for (var i = index + 1; i < _count; i++)
            if (!_fields[i].Name.Equals(name, StringComparison.OrdinalIgnoreCase))
                _fields[kept++] = _fields[i];
        Truncate(kept);
    }

    private void Truncate(int count)
    {
        Array.Clear(_fields, count, _count - count);
        _count = count;
    }
}
