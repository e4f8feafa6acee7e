using System.Runtime.InteropServices;

namespace MlMesh.Inference.Onnx;

/// <summary>
/// ONNX Runtime's C API: the function table that <c>OrtGetApiBase()->GetApi(version)</c> answers. The table is append-only, so an index never changes its meaning;
/// the numbers are the positions in <c>struct OrtApi</c> of <c>onnxruntime_c_api.h</c>.
/// </summary>
internal sealed unsafe class OrtApi
{
    /// <summary>The <c>ORT_API_VERSION</c> that is asked for: ONNX Runtime 1.30.</summary>
    public const uint Version = 30;

    public readonly delegate* unmanaged<nint, OnnxErrorCode> GetErrorCode;
    public readonly delegate* unmanaged<nint, byte*> GetErrorMessage;
    public readonly delegate* unmanaged<int, byte*, nint*, nint> CreateEnv;
    public readonly delegate* unmanaged<nint, nint> DisableTelemetryEvents;
    public readonly delegate* unmanaged<nint, void*, nint, nint*, nint> CreateSession;
    public readonly delegate* unmanaged<nint, nint, byte**, nint*, nuint, byte**, nuint, nint*, nint> Run;
    public readonly delegate* unmanaged<nint*, nint> CreateSessionOptions;
    public readonly delegate* unmanaged<nint, nint> DisableMemPattern;
    public readonly delegate* unmanaged<nint, int, nint> SetIntraOpNumThreads;
    public readonly delegate* unmanaged<nint, int, nint> SetInterOpNumThreads;
    public readonly delegate* unmanaged<nint, nuint*, nint> SessionGetInputCount;
    public readonly delegate* unmanaged<nint, nuint*, nint> SessionGetOutputCount;
    public readonly delegate* unmanaged<nint, nuint, nint*, nint> SessionGetInputTypeInfo;
    public readonly delegate* unmanaged<nint, nuint, nint*, nint> SessionGetOutputTypeInfo;
    public readonly delegate* unmanaged<nint, nuint, nint, byte**, nint> SessionGetInputName;
    public readonly delegate* unmanaged<nint, nuint, nint, byte**, nint> SessionGetOutputName;
    public readonly delegate* unmanaged<nint*, nint> CreateRunOptions;
    public readonly delegate* unmanaged<nint, nint> RunOptionsSetTerminate;
    public readonly delegate* unmanaged<nint, nint> RunOptionsUnsetTerminate;
    public readonly delegate* unmanaged<nint, long*, nuint, ElementType, nint*, nint> CreateTensorAsOrtValue;
    public readonly delegate* unmanaged<nint, void**, nint> GetTensorMutableData;
    public readonly delegate* unmanaged<nint, nint*, nint> CastTypeInfoToTensorInfo;
    public readonly delegate* unmanaged<nint, ElementType*, nint> GetTensorElementType;
    public readonly delegate* unmanaged<nint, nuint*, nint> GetDimensionsCount;
    public readonly delegate* unmanaged<nint, long*, nuint, nint> GetDimensions;
    public readonly delegate* unmanaged<nint, nint*, nint> GetTensorTypeAndShape;
    public readonly delegate* unmanaged<nint, void*, nint> AllocatorFree;
    public readonly delegate* unmanaged<nint*, nint> GetAllocatorWithDefaultOptions;
    public readonly delegate* unmanaged<nint, void> ReleaseEnv;
    public readonly delegate* unmanaged<nint, void> ReleaseStatus;
    public readonly delegate* unmanaged<nint, void> ReleaseSession;
    public readonly delegate* unmanaged<nint, void> ReleaseValue;
    public readonly delegate* unmanaged<nint, void> ReleaseRunOptions;
    public readonly delegate* unmanaged<nint, void> ReleaseTypeInfo;
    public readonly delegate* unmanaged<nint, void> ReleaseTensorTypeAndShapeInfo;
    public readonly delegate* unmanaged<nint, void> ReleaseSessionOptions;
    public readonly delegate* unmanaged<nint, nuint, nuint*, nint> GetStringTensorElementLength;
    public readonly delegate* unmanaged<nint, nuint, nuint, void*, nint> GetStringTensorElement;
    public readonly delegate* unmanaged<nint, byte*, byte*, nint> AddSessionConfigEntry;
    public readonly delegate* unmanaged<nint, nuint, nuint, byte**, nint> GetResizedStringTensorElementBuffer;

    private OrtApi(void** table, string libraryVersion)
    {
        LibraryVersion = libraryVersion;
        GetErrorCode = (delegate* unmanaged<nint, OnnxErrorCode>)table[1];
        GetErrorMessage = (delegate* unmanaged<nint, byte*>)table[2];
        CreateEnv = (delegate* unmanaged<int, byte*, nint*, nint>)table[3];
        DisableTelemetryEvents = (delegate* unmanaged<nint, nint>)table[6];
        CreateSession = (delegate* unmanaged<nint, void*, nint, nint*, nint>)table[7];
        Run = (delegate* unmanaged<nint, nint, byte**, nint*, nuint, byte**, nuint, nint*, nint>)table[9];
        CreateSessionOptions = (delegate* unmanaged<nint*, nint>)table[10];
        DisableMemPattern = (delegate* unmanaged<nint, nint>)table[17];
        SetIntraOpNumThreads = (delegate* unmanaged<nint, int, nint>)table[24];
        SetInterOpNumThreads = (delegate* unmanaged<nint, int, nint>)table[25];
        SessionGetInputCount = (delegate* unmanaged<nint, nuint*, nint>)table[30];
        SessionGetOutputCount = (delegate* unmanaged<nint, nuint*, nint>)table[31];
        SessionGetInputTypeInfo = (delegate* unmanaged<nint, nuint, nint*, nint>)table[33];
        SessionGetOutputTypeInfo = (delegate* unmanaged<nint, nuint, nint*, nint>)table[34];
        SessionGetInputName = (delegate* unmanaged<nint, nuint, nint, byte**, nint>)table[36];
        SessionGetOutputName = (delegate* unmanaged<nint, nuint, nint, byte**, nint>)table[37];
        CreateRunOptions = (delegate* unmanaged<nint*, nint>)table[39];
        RunOptionsSetTerminate = (delegate* unmanaged<nint, nint>)table[46];
        RunOptionsUnsetTerminate = (delegate* unmanaged<nint, nint>)table[47];
        CreateTensorAsOrtValue = (delegate* unmanaged<nint, long*, nuint, ElementType, nint*, nint>)table[48];
        GetTensorMutableData = (delegate* unmanaged<nint, void**, nint>)table[51];
        CastTypeInfoToTensorInfo = (delegate* unmanaged<nint, nint*, nint>)table[55];
        GetTensorElementType = (delegate* unmanaged<nint, ElementType*, nint>)table[60];
        GetDimensionsCount = (delegate* unmanaged<nint, nuint*, nint>)table[61];
        GetDimensions = (delegate* unmanaged<nint, long*, nuint, nint>)table[62];
        GetTensorTypeAndShape = (delegate* unmanaged<nint, nint*, nint>)table[65];
        AllocatorFree = (delegate* unmanaged<nint, void*, nint>)table[76];
        GetAllocatorWithDefaultOptions = (delegate* unmanaged<nint*, nint>)table[78];
        ReleaseEnv = (delegate* unmanaged<nint, void>)table[92];
        ReleaseStatus = (delegate* unmanaged<nint, void>)table[93];
        ReleaseSession = (delegate* unmanaged<nint, void>)table[95];
        ReleaseValue = (delegate* unmanaged<nint, void>)table[96];
        ReleaseRunOptions = (delegate* unmanaged<nint, void>)table[97];
        ReleaseTypeInfo = (delegate* unmanaged<nint, void>)table[98];
        ReleaseTensorTypeAndShapeInfo = (delegate* unmanaged<nint, void>)table[99];
        ReleaseSessionOptions = (delegate* unmanaged<nint, void>)table[100];
        GetStringTensorElementLength = (delegate* unmanaged<nint, nuint, nuint*, nint>)table[127];
        GetStringTensorElement = (delegate* unmanaged<nint, nuint, nuint, void*, nint>)table[128];
        AddSessionConfigEntry = (delegate* unmanaged<nint, byte*, byte*, nint>)table[130];
        GetResizedStringTensorElementBuffer = (delegate* unmanaged<nint, nuint, nuint, byte**, nint>)table[252];
    }

    /// <summary>The library's own version, for example <c>1.30.0</c>.</summary>
    public string LibraryVersion { get; }

    /// <summary>Loads the library and takes its function table.</summary>
    /// <param name="path">Full path of the native library. It stays loaded for the life of the process.</param>
    /// <exception cref="DllNotFoundException">The library is missing or not loadable here.</exception>
    /// <exception cref="NotSupportedException">The library is older than <see cref="Version"/>.</exception>
    public static OrtApi Load(string path)
    {
        var getBase = (delegate* unmanaged<nint*>)NativeLibrary.GetExport(NativeLibrary.Load(path), "OrtGetApiBase");
        var apiBase = getBase();
        var getApi = (delegate* unmanaged<uint, void**>)apiBase[0];
        var getVersion = (delegate* unmanaged<byte*>)apiBase[1];
        var version = Marshal.PtrToStringUTF8((nint)getVersion()) ?? "?";
        var table = getApi(Version);
        return table is not null
            ? new OrtApi(table, version)
            : throw new NotSupportedException($"{path} is ONNX Runtime {version}; version 1.{Version} or later is needed.");
    }

    /// <summary>Turns a failed call's status into an exception, and releases the status.</summary>
    /// <exception cref="OnnxException">The call failed.</exception>
    public void Check(nint status)
    {
        if (status != 0)
            throw TakeError(status);
    }

    private OnnxException TakeError(nint status)
    {
        var error = new OnnxException(Marshal.PtrToStringUTF8((nint)GetErrorMessage(status)) ?? "ONNX Runtime failed without a message.", GetErrorCode(status));
        ReleaseStatus(status);
        return error;
    }
}
