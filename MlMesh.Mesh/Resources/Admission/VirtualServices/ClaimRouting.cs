namespace MlMesh.Mesh.Resources.Admission;

/// <summary>Matches on claims of a token (<c>@request.auth.claims.name</c> as header), which only gateways can route by.</summary>
internal static class ClaimRouting
{
    private const string Prefix = "@request.auth.claims";

    /// <summary>Whether a header's name stands for a claim.</summary>
    public static bool IsClaim(string header)
    {
        if (!header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
            return false;

        var claim = header[Prefix.Length..];
        return claim.Length > 1 && (claim[0] == '.' || (claim[0] == '[' && claim[^1] == ']' && claim.Length > 2));
    }

    public static void Refuse(AdmissionReport report, VirtualService service)
    {
        for (var i = 0; i < service.Http.Count; i++)
        {
            for (var j = 0; j < service.Http[i].Match.Count; j++)
            {
                var match = service.Http[i].Match[j];
                foreach (var header in match.Headers.Keys.Concat(match.WithoutHeaders.Keys).Where(IsClaim))
                {
                    report.Error(
                        $"spec.http[{i}].match[{j}]",
                        $"JWT claim based routing (key: {header}) is only supported for gateway, found no gateways: [{string.Join(' ', service.Gateways)}]");
                }
            }
        }
    }
}
