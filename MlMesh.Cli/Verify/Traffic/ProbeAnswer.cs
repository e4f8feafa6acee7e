namespace MlMesh.Cli.Verify.Traffic;

/// <summary>What came of a request.</summary>
/// <param name="CurlCode">curl's exit code; 0 when an answer came.</param>
/// <param name="Status">The answer's status; 0 without an answer.</param>
/// <param name="Version">Its <c>x-model-version</c>; empty without.</param>
/// <param name="SetCookie">Its first <c>set-cookie</c>; empty without.</param>
/// <param name="IsOverload">Whether a circuit breaker gave it (<c>x-envoy-overloaded</c>).</param>
internal sealed record ProbeAnswer(int CurlCode, int Status, string Version, string SetCookie, bool IsOverload)
{
    /// <summary>The answer in a word, for evidence.</summary>
    public string Outcome => CurlCode == 0 ? $"{Status}" : CurlCode switch
    {
        6 => "name not resolved",
        7 => "connection refused",
        28 => "timed out",
        52 => "closed without an answer",
        56 => "connection reset",
        _ => $"curl error {CurlCode}",
    };
}
