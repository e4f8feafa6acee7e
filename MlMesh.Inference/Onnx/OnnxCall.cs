namespace MlMesh.Inference.Onnx;

/// <summary>
/// One call of a model: fill every input, run, read the outputs, dispose. The tensors are ONNX Runtime's own memory, so nothing is copied and nothing is
/// allocated on the managed heap. Rented from an <see cref="OnnxSession"/>, used by one thread at a time.
/// </summary>
internal sealed unsafe class OnnxCall : IDisposable
{
    private readonly OnnxSession _session;
    private readonly OrtApi _api;
    private readonly nint[] _inputs;
    private readonly nint[] _outputs;
    private nint _runOptions;
    private int _outputCount;

    internal OnnxCall(OnnxSession session)
    {
        _session = session;
        _api = session.Runtime.Api;
        _inputs = new nint[session.Inputs.Count];
        _outputs = new nint[session.Outputs.Count];
        nint runOptions;
        _api.Check(_api.CreateRunOptions(&runOptions));
        _runOptions = runOptions;
    }

    /// <summary>How many outputs the last run produced.</summary>
    public int OutputCount => _outputCount;

    /// <summary>Whether an input has been given a tensor.</summary>
    public bool HasInput(int input) => _inputs[input] != 0;

    /// <summary>Creates the tensor of an input that holds numbers, and answers its memory, row-major and not yet filled.</summary>
    /// <typeparam name="T">The element's C# type; its size must be that of the input's element type.</typeparam>
    /// <param name="input">Index of the input.</param>
    /// <param name="shape">Dimensions, none negative.</param>
    public Span<T> CreateInput<T>(int input, ReadOnlySpan<long> shape)
        where T : unmanaged
    {
        var tensor = Create(input, shape, out var count);
        void* data;
        _api.Check(_api.GetTensorMutableData(tensor, &data));
        return new Span<T>(data, count);
    }

    /// <summary>Creates the tensor of an input that holds strings; fill it with <see cref="StringElement"/>.</summary>
    /// <param name="input">Index of the input.</param>
    /// <param name="shape">Dimensions, none negative.</param>
    /// <returns>Number of elements.</returns>
    public int CreateStringInput(int input, ReadOnlySpan<long> shape)
    {
        Create(input, shape, out var count);
        return count;
    }

    /// <summary>Answers the memory of one element of a string input, of the given length and not yet filled.</summary>
    public Span<byte> StringElement(int input, int element, int length)
    {
        byte* buffer;
        _api.Check(_api.GetResizedStringTensorElementBuffer(_inputs[input], (nuint)element, (nuint)length, &buffer));
        return new Span<byte>(buffer, length);
    }

    /// <summary>Runs the model.</summary>
    /// <param name="outputs">Indices of the outputs to compute, in the order in which they will be read.</param>
    /// <param name="cancellationToken">Ends the run at its next operator.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="OnnxException">The model refused the inputs or failed; the message is ONNX Runtime's.</exception>
    public void Run(ReadOnlySpan<int> outputs, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var names = stackalloc byte*[outputs.Length];
        for (var i = 0; i < outputs.Length; i++)
            names[i] = (byte*)_session.OutputNames[outputs[i]];
        _outputCount = outputs.Length;
        nint status;
        var registration = cancellationToken.UnsafeRegister(static state => ((OnnxCall)state!).Terminate(), this);
        fixed (nint* inputNames = _session.InputNames, inputs = _inputs, results = _outputs)
            status = _api.Run(_session.Handle, _runOptions, (byte**)inputNames, inputs, (nuint)_inputs.Length, names, (nuint)outputs.Length, results);
        registration.Dispose();
        if (cancellationToken.IsCancellationRequested)
        {
            _api.Check(_api.RunOptionsUnsetTerminate(_runOptions));
            if (status != 0)
                _api.ReleaseStatus(status);
            cancellationToken.ThrowIfCancellationRequested();
        }
        _api.Check(status);
    }

    /// <summary>The shape of an output of the last run.</summary>
    /// <param name="output">Its position in the list that <see cref="Run"/> was given.</param>
    /// <param name="buffer">Room for the dimensions.</param>
    /// <returns>The dimensions: the used part of <paramref name="buffer"/>, or an array of their own where that is too small.</returns>
    public Span<long> OutputShape(int output, Span<long> buffer)
    {
        nint info;
        nuint rank;
        _api.Check(_api.GetTensorTypeAndShape(_outputs[output], &info));
        try
        {
            _api.Check(_api.GetDimensionsCount(info, &rank));
            var shape = (int)rank <= buffer.Length ? buffer[..(int)rank] : new long[rank];
            fixed (long* dimensions = shape)
                _api.Check(_api.GetDimensions(info, dimensions, rank));
            return shape;
        }
        finally
        {
            _api.ReleaseTensorTypeAndShapeInfo(info);
        }
    }

    /// <summary>The elements of an output of the last run; valid until the call is disposed.</summary>
    public ReadOnlySpan<T> OutputData<T>(int output, ReadOnlySpan<long> shape)
        where T : unmanaged
    {
        void* data;
        _api.Check(_api.GetTensorMutableData(_outputs[output], &data));
        return new ReadOnlySpan<T>(data, ElementCount(shape));
    }

    /// <summary>Length in bytes of one element of an output that holds strings.</summary>
    public int OutputStringLength(int output, int element)
    {
        nuint length;
        _api.Check(_api.GetStringTensorElementLength(_outputs[output], (nuint)element, &length));
        return checked((int)length);
    }

    /// <summary>Copies one element of an output that holds strings.</summary>
    public void CopyOutputString(int output, int element, Span<byte> destination)
    {
        fixed (byte* buffer = destination)
            _api.Check(_api.GetStringTensorElement(_outputs[output], (nuint)destination.Length, (nuint)element, buffer));
    }

    /// <summary>Frees the call's tensors and hands the call back to its session.</summary>
    public void Dispose()
    {
        ReleaseValues(_inputs);
        ReleaseValues(_outputs);
        _outputCount = 0;
        _session.Return(this);
    }

    internal void Free() => _api.ReleaseRunOptions(Interlocked.Exchange(ref _runOptions, 0));

    internal static int ElementCount(ReadOnlySpan<long> shape)
    {
        long count = 1;
        foreach (var dimension in shape)
            count = checked(count * dimension);
        return checked((int)count);
    }

    private nint Create(int input, ReadOnlySpan<long> shape, out int count)
    {
        count = ElementCount(shape);
        nint tensor;
        fixed (long* dimensions = shape)
            _api.Check(_api.CreateTensorAsOrtValue(_session.Runtime.Allocator, dimensions, (nuint)shape.Length, _session.Inputs[input].ElementType, &tensor));
        if (_inputs[input] != 0)
            _api.ReleaseValue(_inputs[input]);
        _inputs[input] = tensor;
        return tensor;
    }

    private void Terminate() => _api.Check(_api.RunOptionsSetTerminate(_runOptions));

    private void ReleaseValues(nint[] values)
    {
        foreach (ref var value in values.AsSpan())
        {
            if (value != 0)
                _api.ReleaseValue(value);
            value = 0;
        }
    }
}
