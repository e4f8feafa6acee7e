using System.Text.Json;

namespace MlMesh.Inference.OpenInference;

/// <summary>
/// Walks the <c>data</c> of an input, whose elements come row-major, either flat or nested as the shape says. The caller moves the JSON reader and reads the elements.
/// </summary>
internal ref struct TensorDataReader
{
    private readonly ReadOnlySpan<long> _shape;
    private readonly Span<long> _counts;
    private readonly int _total;
    private int _depth;
    private int _read;
    private bool? _nested;

    /// <param name="shape">The tensor's dimensions.</param>
    /// <param name="counts">Scratch space of the shape's length.</param>
    /// <param name="total">The tensor's number of elements.</param>
    public TensorDataReader(ReadOnlySpan<long> shape, Span<long> counts, int total)
    {
        _shape = shape;
        _counts = counts;
        _counts.Clear();
        _total = total;
    }

    /// <summary>Index of the element that the reader stands at.</summary>
    public readonly int Index => _read - 1;

    /// <summary>Takes in the next token of the data.</summary>
    /// <param name="token">What the JSON reader stands at.</param>
    /// <param name="element">Whether it is an element, for the caller to read.</param>
    /// <returns>Whether the data goes on; where it ends every element of the tensor has been read.</returns>
    /// <exception cref="InferenceRequestException">The data does not fit the shape.</exception>
    public bool Take(JsonTokenType token, out bool element)
    {
        element = false;
        switch (token)
        {
            case JsonTokenType.StartArray:
                Enter();
                return true;
            case JsonTokenType.EndArray when _depth == 0:
                End();
                return false;
            case JsonTokenType.EndArray:
                Leave();
                return true;
            default:
                Count();
                element = true;
                return true;
        }
    }

    private void Enter()
    {
        _nested ??= true;
        if (_nested == false || _depth + 1 >= _shape.Length)
            throw new InferenceRequestException("data is nested deeper than shape says");
        _counts[_depth]++;
        _counts[++_depth] = 0;
    }

    private void Leave()
    {
        RequireFull();
        _depth--;
    }

    private void End()
    {
        if (_nested == true)
            RequireFull();
        if (_read != _total)
            throw new InferenceRequestException($"data has {_read} elements, and shape asks for {_total}");
    }

    private readonly void RequireFull()
    {
        if (_counts[_depth] != _shape[_depth])
            throw new InferenceRequestException($"data has {_counts[_depth]} entries at depth {_depth + 1}, and shape asks for {_shape[_depth]}");
    }

    private void Count()
    {
        _nested ??= false;
        if (_nested == true)
        {
            if (_depth != _shape.Length - 1)
                throw new InferenceRequestException("data mixes elements and arrays at one depth");
            _counts[_depth]++;
        }
        if (_read++ == _total)
            throw new InferenceRequestException($"data has more than the {_total} elements that shape asks for");
    }
}
