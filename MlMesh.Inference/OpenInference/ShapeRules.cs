using MlMesh.Inference.Limits;
using MlMesh.Inference.Onnx;

namespace MlMesh.Inference.OpenInference;

/// <summary>What a tensor must be before any of its data is read: of the model's type and shape, and within the limits.</summary>
internal static class ShapeRules
{
    /// <exception cref="InferenceRequestException">400 for what the model does not take, 413 for what exceeds a limit.</exception>
    public static void Require(TensorInfo input, ElementType type, ReadOnlySpan<long> shape, LimitsOptions limits)
    {
        if (type != input.ElementType)
            throw new InferenceRequestException($"datatype is {DataType.NameOf(type)}, and the model takes {DataType.NameOf(input.ElementType)}");
        if (shape.Length != input.Shape.Count)
            throw new InferenceRequestException($"shape has {shape.Length} dimensions, and the model takes {input.Shape.Count}");
        for (var i = 0; i < shape.Length; i++)
            if (input.Shape[i] >= 0 && shape[i] != input.Shape[i])
                throw new InferenceRequestException($"shape[{i}] is {shape[i]}, and the model takes {input.Shape[i]}");
        if (!shape.IsEmpty && shape[0] > limits.MaxBatch)
            throw new InferenceRequestException($"{shape[0]} rows are more than the {limits.MaxBatch} that one request may have (Limits:MaxBatch)", StatusCodes.Status413PayloadTooLarge);
        RequireElements(shape, limits.MaxTensorElements);
    }

    private static void RequireElements(ReadOnlySpan<long> shape, int most)
    {
        if (shape.Contains(0))
            return;
        var count = 1L;
        foreach (var dimension in shape)
        {
            if (dimension > most / count)
                throw new InferenceRequestException($"the tensor has more than the {most} elements that one may have (Limits:MaxTensorElements)", StatusCodes.Status413PayloadTooLarge);
            count *= dimension;
        }
    }
}
