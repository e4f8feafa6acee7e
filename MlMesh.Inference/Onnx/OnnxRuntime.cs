using System.Runtime.InteropServices;

namespace MlMesh.Inference.Onnx;

/// <summary>The native library, its function table, and the one environment that every session of the process shares.</summary>
internal sealed unsafe class OnnxRuntime
{
    private const int LogErrors = 3;

    private static readonly Lazy<OnnxRuntime> LazyInstance = new(static () => new OnnxRuntime(OrtApi.Load(FindLibrary())));

    private OnnxRuntime(OrtApi api)
    {
        Api = api;
        nint environment, allocator;
        fixed (byte* name = "mlmesh\0"u8)
            api.Check(api.CreateEnv(LogErrors, name, &environment));
        api.Check(api.DisableTelemetryEvents(environment));
        api.Check(api.GetAllocatorWithDefaultOptions(&allocator));
        Environment = environment;
        Allocator = allocator;
    }

    /// <summary>The process's runtime; loads the library on first use.</summary>
    /// <exception cref="DllNotFoundException">The native library is not where the build puts it; the message names the place.</exception>
    public static OnnxRuntime Instance => LazyInstance.Value;

    /// <summary>The function table.</summary>
    public OrtApi Api { get; }

    /// <summary><c>OrtEnv*</c>; lives as long as the process, as ONNX Runtime asks.</summary>
    public nint Environment { get; }

    /// <summary>ONNX Runtime's default CPU allocator, <c>OrtAllocator*</c>; never released.</summary>
    public nint Allocator { get; }

    private static string FindLibrary()
    {
        var (system, file) = OperatingSystem.IsWindows() ? ("win", "onnxruntime.dll")
            : OperatingSystem.IsMacOS() ? ("osx", "libonnxruntime.1.dylib")
            : ("linux", "libonnxruntime.so.1");
        var rid = $"{system}-{(RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? "arm64" : "x64")}";
        var path = Path.Combine(AppContext.BaseDirectory, "runtimes", rid, "native", file);
        return File.Exists(path)
            ? path
            : throw new DllNotFoundException($"ONNX Runtime's native library is not at {path}. The build puts it there for the platform it builds for: build for {rid}.");
    }
}
