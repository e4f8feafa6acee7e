using System.Security.Cryptography;

namespace MlMesh.Inference.Features;

/// <summary>Names a state of the feature tables.</summary>
internal static class FeatureTablesVersion
{
    private const int Digits = 16;

    /// <summary>The first 16 hexadecimal digits of SHA-256 over the files, in order.</summary>
    public static string Of(IEnumerable<string> files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in files)
            hash.AppendData(File.ReadAllBytes(file));
        return Convert.ToHexStringLower(hash.GetHashAndReset())[..Digits];
    }
}
