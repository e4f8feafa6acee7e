using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Text;

namespace MlMesh.Inference.Onnx;

/// <summary>A loaded ONNX model. Safe for concurrent use: every caller rents an <see cref="OnnxCall"/> of its own.</summary>
internal sealed unsafe class OnnxSession : IDisposable
{
    private readonly ConcurrentBag<OnnxCall> _calls = [];
    private readonly OnnxRuntime _runtime;
    private nint _session;

    private OnnxSession(OnnxRuntime runtime, nint session)
    {
        _runtime = runtime;
        _session = session;
        try
        {
            var reader = new SessionMetadataReader(runtime, session);
            Inputs = reader.ReadInputs();
            Outputs = reader.ReadOutputs();
            InputNames = NativeNames(Inputs);
            OutputNames = NativeNames(Outputs);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    ~OnnxSession() => Release();

    /// <summary>The model's inputs, in its order.</summary>
    public IReadOnlyList<TensorInfo> Inputs { get; } = [];

    /// <summary>The model's outputs that are tensors, in its order; sequences and maps are left out.</summary>
    public IReadOnlyList<TensorInfo> Outputs { get; } = [];

    internal OnnxRuntime Runtime => _runtime;

    internal nint Handle
    {
        get
        {
            ObjectDisposedException.ThrowIf(_session == 0, this);
            return _session;
        }
    }

    internal nint[] InputNames { get; } = [];

    internal nint[] OutputNames { get; } = [];

    /// <summary>Loads a model.</summary>
    /// <param name="path">The .onnx file; external data is looked for beside it.</param>
    /// <param name="options">How to run it.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="OnnxException">ONNX Runtime cannot load it; the message is ONNX Runtime's.</exception>
    /// <exception cref="NotSupportedException">An input is not a tensor of a known type.</exception>
    public static OnnxSession Load(string path, OnnxSessionOptions options)
    {
        if (!File.Exists(path))
            throw new FileNotFoundException($"There is no model at {path}.", path);
        var runtime = OnnxRuntime.Instance;
        var api = runtime.Api;
        nint sessionOptions, session;
        api.Check(api.CreateSessionOptions(&sessionOptions));
        try
        {
            api.Check(api.SetIntraOpNumThreads(sessionOptions, options.IntraOpThreads));
            api.Check(api.SetInterOpNumThreads(sessionOptions, 1));
            // A pattern is remembered per input shape: with batches of any size that is memory that only grows.
            api.Check(api.DisableMemPattern(sessionOptions));
            fixed (byte* key = "session.intra_op.allow_spinning\0"u8, off = "0\0"u8)
                api.Check(api.AddSessionConfigEntry(sessionOptions, key, off));
            var nativePath = OperatingSystem.IsWindows() ? Encoding.Unicode.GetBytes(path + '\0') : Encoding.UTF8.GetBytes(path + '\0');
            fixed (byte* file = nativePath)
                api.Check(api.CreateSession(runtime.Environment, file, sessionOptions, &session));
        }
        finally
        {
            api.ReleaseSessionOptions(sessionOptions);
        }
        return new OnnxSession(runtime, session);
    }

    /// <summary>Rents the state of one call; dispose it to hand it back.</summary>
    public OnnxCall Rent() => _calls.TryTake(out var call) ? call : new OnnxCall(this);

    /// <summary>Frees the model. Calls that are still rented must have ended.</summary>
    public void Dispose()
    {
        Release();
        GC.SuppressFinalize(this);
    }

    internal void Return(OnnxCall call)
    {
        if (_session == 0)
            call.Free();
        else
            _calls.Add(call);
    }

    private void Release()
    {
        var session = Interlocked.Exchange(ref _session, 0);
        if (session == 0)
            return;
        while (_calls.TryTake(out var call))
            call.Free();
        _runtime.Api.ReleaseSession(session);
        foreach (var name in InputNames.Concat(OutputNames))
            Marshal.FreeCoTaskMem(name);
    }

    private static nint[] NativeNames(IReadOnlyList<TensorInfo> tensors) => [.. tensors.Select(tensor => Marshal.StringToCoTaskMemUTF8(tensor.Name))];
}
