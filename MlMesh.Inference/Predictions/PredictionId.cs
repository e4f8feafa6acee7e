namespace MlMesh.Inference.Predictions;

/// <summary>Ids of predictions: up to 64 letters, digits, hyphens and underscores.</summary>
internal static class PredictionId
{
    public const string Header = "x-prediction-id";

    private const int MaxLength = 64;

    /// <summary>What is wrong with an id that is not valid.</summary>
    public const string Rule = "must be 1 to 64 letters, digits, hyphens and underscores.";

    /// <summary>Makes a new id.</summary>
    public static string Create() => Guid.NewGuid().ToString("N");

    /// <summary>Whether a caller's id may become part of a key.</summary>
    public static bool IsValid(string id)
    {
        if (id.Length is 0 or > MaxLength)
            return false;
        foreach (var c in id)
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_'))
                return false;
        return true;
    }
}
