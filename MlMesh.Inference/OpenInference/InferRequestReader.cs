using System.Text.Json;
using MlMesh.Inference.Limits;
using MlMesh.Inference.Models;
using MlMesh.Inference.Onnx;

namespace MlMesh.Inference.OpenInference;

/// <summary>
/// Reads an inference request <c>{id?, parameters?, inputs:[{name,shape,datatype,parameters?,data}], outputs?:[{name,parameters?}]}</c> in one pass, and fills
/// the model's inputs as it goes. Members may come in any order.
/// </summary>
internal ref struct InferRequestReader(ServedModel model, LimitsOptions limits, OnnxCall call, ReadOnlySpan<byte> body)
{
    private const int MaxRank = 16;

    private readonly ReadOnlySpan<byte> _body = body;

    /// <summary>The request's <c>id</c> as it stands in the body, quotes included; empty when it has none.</summary>
    public ReadOnlySpan<byte> Id { get; private set; }

    /// <summary>Indices of the outputs to compute, in the order asked for; all of them when the request names none.</summary>
    public int[] Outputs { get; private set; } = model.AllOutputs;

    /// <summary>Rows of the first input.</summary>
    public long Batch { get; private set; }

    /// <exception cref="InferenceRequestException">The request does not fit the protocol, the model or the limits.</exception>
    /// <exception cref="JsonException">The body is not JSON.</exception>
    public void Read()
    {
        var json = new Utf8JsonReader(_body);
        if (!json.Read() || json.TokenType != JsonTokenType.StartObject)
            throw new InferenceRequestException("the body must be a JSON object");
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("inputs"u8))
            {
                ReadInputs(ref json);
            }
            else if (json.ValueTextEquals("outputs"u8))
            {
                Outputs = OutputListReader.Read(ref json, model);
            }
            else if (json.ValueTextEquals("id"u8))
            {
                json.Read();
                if (json.TokenType != JsonTokenType.String)
                    throw new InferenceRequestException("id must be a string");
                Id = _body.Slice((int)json.TokenStartIndex, json.ValueSpan.Length + 2);
            }
            else
            {
                json.Read();
                json.Skip();
            }
        }
        // The reader refuses what follows the object only when it is asked to go on.
        json.Read();
        RequireEveryInput();
    }

    private readonly void RequireEveryInput()
    {
        for (var i = 0; i < model.Session.Inputs.Count; i++)
            if (!call.HasInput(i))
                throw new InferenceRequestException($"input '{model.Session.Inputs[i].Name}' is missing; the model takes {string.Join(", ", model.Session.Inputs.Select(input => input.Name))}");
    }

    private void ReadInputs(ref Utf8JsonReader json)
    {
        json.Read();
        if (json.TokenType != JsonTokenType.StartArray)
            throw new InferenceRequestException("inputs must be an array");
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (json.TokenType != JsonTokenType.StartObject)
                throw new InferenceRequestException("each entry of inputs must be an object");
            ReadInput(ref json);
        }
    }

    private void ReadInput(ref Utf8JsonReader json)
    {
        var input = -1;
        var type = ElementType.Undefined;
        Span<long> dimensions = stackalloc long[MaxRank];
        var rank = -1;
        var filled = false;
        var laterData = -1L;
        try
        {
            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                if (json.ValueTextEquals("name"u8))
                {
                    input = ReadName(ref json);
                }
                else if (json.ValueTextEquals("datatype"u8))
                {
                    type = ReadDataType(ref json);
                }
                else if (json.ValueTextEquals("shape"u8))
                {
                    rank = ReadShape(ref json, dimensions);
                }
                else if (json.ValueTextEquals("data"u8))
                {
                    json.Read();
                    if (input >= 0 && type != ElementType.Undefined && rank >= 0)
                    {
                        Fill(ref json, input, type, dimensions[..rank]);
                        filled = true;
                    }
                    else
                    {
                        laterData = json.TokenStartIndex;
                        json.Skip();
                    }
                }
                else
                {
                    json.Read();
                    json.Skip();
                }
            }
            if (filled)
                return;
            Require(input >= 0, "name");
            Require(type != ElementType.Undefined, "datatype");
            Require(rank >= 0, "shape");
            Require(laterData >= 0, "data");
            var data = new Utf8JsonReader(_body[(int)laterData..]);
            data.Read();
            Fill(ref data, input, type, dimensions[..rank]);
        }
        catch (InferenceRequestException e) when (input >= 0)
        {
            throw new InferenceRequestException($"input '{model.Session.Inputs[input].Name}': {e.Message}", e.Status);
        }
    }

    private static void Require(bool given, string member)
    {
        if (!given)
            throw new InferenceRequestException($"{member} is missing from an entry of inputs");
    }

    private readonly int ReadName(ref Utf8JsonReader json)
    {
        json.Read();
        if (json.TokenType != JsonTokenType.String)
            throw new InferenceRequestException("the name of an input must be a string");
        for (var i = 0; i < model.InputNames.Count; i++)
        {
            if (!json.ValueTextEquals(model.Session.Inputs[i].Name))
                continue;
            return call.HasInput(i) ? throw new InferenceRequestException($"input '{model.Session.Inputs[i].Name}' is given twice") : i;
        }
        throw new InferenceRequestException($"the model has no input '{JsonText.Of(ref json)}'; it takes {string.Join(", ", model.Session.Inputs.Select(input => input.Name))}");
    }

    private static ElementType ReadDataType(ref Utf8JsonReader json)
    {
        json.Read();
        var type = json.TokenType == JsonTokenType.String ? DataType.Read(ref json) : ElementType.Undefined;
        return type != ElementType.Undefined
            ? type
            : throw new InferenceRequestException("datatype must be one of BOOL, UINT8, UINT16, UINT32, UINT64, INT8, INT16, INT32, INT64, FP16, FP32, FP64 and BYTES");
    }

    private static int ReadShape(scoped ref Utf8JsonReader json, scoped Span<long> dimensions)
    {
        json.Read();
        if (json.TokenType != JsonTokenType.StartArray)
            throw new InferenceRequestException("shape must be an array");
        var rank = 0;
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (rank == MaxRank)
                throw new InferenceRequestException($"shape has more than {MaxRank} dimensions");
            if (json.TokenType != JsonTokenType.Number || !json.TryGetInt64(out dimensions[rank]) || dimensions[rank++] < 0)
                throw new InferenceRequestException("shape must hold whole numbers from 0");
        }
        return rank;
    }

    private void Fill(scoped ref Utf8JsonReader json, int input, ElementType type, scoped ReadOnlySpan<long> shape)
    {
        ShapeRules.Require(model.Session.Inputs[input], type, shape, limits);
        if (input == 0)
            Batch = shape.IsEmpty ? 1 : shape[0];
        TensorFiller.Fill(ref json, call, input, type, shape);
    }
}
