namespace MlMesh.Inference.Api;

/// <summary>An input or output of a model.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Datatype">BOOL, UINT8 to UINT64, INT8 to INT64, FP16, FP32, FP64 or BYTES.</param>
/// <param name="Shape">Its dimensions; -1 for one that varies.</param>
internal sealed record TensorMetadata(
    string Name,
    string Datatype,
    IReadOnlyList<long> Shape);
