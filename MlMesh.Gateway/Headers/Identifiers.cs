using System.Security.Cryptography;

namespace MlMesh.Gateway.Headers;

/// <summary>The identifiers that the gateway gives to requests and predictions.</summary>
internal static class Identifiers
{
    private const int PredictionIdBytes = 12;
    private const int LongestRequestId = 128;

    /// <summary>A fresh prediction id: 96 random bits as 24 hexadecimal digits, hence URL-safe and not to be guessed.</summary>
    public static string NewPredictionId() => RandomNumberGenerator.GetHexString(2 * PredictionIdBytes, lowercase: true);

    /// <summary>The caller's request id when it is one value of at most 128 visible ASCII characters, otherwise a fresh UUID.</summary>
    public static string RequestIdOf(HttpRequest request)
    {
        var values = request.Headers[HeaderNames.RequestId];
        return values is [{ Length: > 0 and <= LongestRequestId } given] && given.All(IsVisible) ? given : Guid.NewGuid().ToString();
    }

    private static bool IsVisible(char c) => c is > ' ' and < '\x7f';
}
