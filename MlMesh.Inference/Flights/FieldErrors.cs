namespace MlMesh.Inference.Flights;

/// <summary>What is wrong with a request, by field.</summary>
internal sealed class FieldErrors
{
    private Dictionary<string, string[]>? _errors;

    /// <summary>Whether nothing is wrong.</summary>
    public bool None => _errors is null;

    /// <summary>Whether something is wrong with a field.</summary>
    public bool Has(string field) => _errors is not null && _errors.ContainsKey(field);

    /// <summary>Adds what is wrong with a field.</summary>
    public void Add(string field, string message)
    {
        _errors ??= new Dictionary<string, string[]>(StringComparer.Ordinal);
        _errors[field] = _errors.TryGetValue(field, out var messages) ? [.. messages, message] : [message];
    }

    /// <summary>Answers 400 with problem details whose <c>errors</c> names each field.</summary>
    public Task WriteAsync(HttpContext context)
    {
        var errors = _errors ?? [];
        var detail = string.Join(" ", errors.SelectMany(field => field.Value));
        return TypedResults.ValidationProblem(errors, detail, title: "Bad Request").ExecuteAsync(context);
    }
}
