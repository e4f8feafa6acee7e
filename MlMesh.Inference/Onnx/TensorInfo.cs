namespace MlMesh.Inference.Onnx;

/// <summary>An input or output of a model, as the model itself declares it.</summary>
/// <param name="Name">Its name in the graph.</param>
/// <param name="ElementType">What it holds.</param>
/// <param name="Shape">Its dimensions, outermost first; -1 for one that varies, the batch for instance.</param>
internal sealed record TensorInfo(string Name, ElementType ElementType, IReadOnlyList<long> Shape);
