namespace MlMesh.Mesh.Sidecar.Filters;

/// <summary>Headers by which answers tell of limits (draft-polli-ratelimit-headers-03).</summary>
internal static class RateLimitHeaders
{
    public const string Limit = "x-ratelimit-limit";
    public const string Remaining = "x-ratelimit-remaining";
    public const string Reset = "x-ratelimit-reset";
}
