using System.Text.Json;

namespace MlMesh.Mesh.Resources.Admission;

/// <summary>JSON Web Key Sets (RFC 7517), or single keys.</summary>
internal static class KeySets
{
    /// <summary>Why the text is none; null when it is one.</summary>
    public static string? Fault(string jwks)
    {
        try
        {
            using var document = JsonDocument.Parse(jwks);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object)
                return "failed to unmarshal JWK set: a key set must be an object";
            if (!root.TryGetProperty("keys", out var keys))
                return KeyFault(root) is { } fault ? $"failed to unmarshal JWK set: failed to parse sole key in key set: {fault}" : null;
            if (keys.ValueKind != JsonValueKind.Array)
                return "failed to unmarshal JWK set: \"keys\" must be a list";

            return keys.EnumerateArray().Select(KeyFault).FirstOrDefault(fault => fault is not null) is { } wrong
                ? $"failed to unmarshal JWK set: failed to parse key in key set: {wrong}"
                : null;
        }
        catch (JsonException e)
        {
            return $"failed to unmarshal JWK set: {e.Message}";
        }
    }

    private static string? KeyFault(JsonElement key)
    {
        if (key.ValueKind != JsonValueKind.Object)
            return "a key must be an object";

        var type = Text(key, "kty");
        string[]? required = type switch
        {
            "RSA" => ["n", "e"],
            "EC" => ["crv", "x", "y"],
            "oct" => ["k"],
            "OKP" => ["crv", "x"],
            _ => null,
        };
        if (required is null)
            return $"invalid key type from JSON ({type})";

        return required.FirstOrDefault(name => Text(key, name).Length == 0) is { } missing ? $"required field {missing} is missing" : null;
    }

    private static string Text(JsonElement key, string name) =>
        key.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
}
