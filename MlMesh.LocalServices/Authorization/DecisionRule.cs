namespace MlMesh.LocalServices.Authorization;

/// <summary>A rule of the decision table.</summary>
/// <param name="Name">What it is about.</param>
/// <param name="Allow">Whether it allows.</param>
internal sealed record DecisionRule(string Name, bool Allow)
{
    private const string Version = "{version}";
    private const string Anybody = "*";

    /// <summary>Roles that it is about; <c>*</c> is everybody.</summary>
    public required IReadOnlyList<string> Roles { get; init; }

    /// <summary>HTTP methods.</summary>
    public required IReadOnlyList<string> Methods { get; init; }

    /// <summary>Path patterns.</summary>
    public required IReadOnlyList<string> Paths { get; init; }

    /// <summary>What <c>{version}</c> may be.</summary>
    public IReadOnlyList<string> Versions { get; init; } = [];

    /// <summary>Whether the rule is about a request.</summary>
    /// <param name="role">The caller's role; empty for none.</param>
    /// <param name="method">The method.</param>
    /// <param name="path">The path without query.</param>
    public bool Matches(string role, string method, string path) =>
        (Roles.Contains(Anybody) || (role.Length > 0 && Roles.Contains(role))) && Methods.Contains(method) && Paths.Any(pattern => Matches(pattern, path));

    private bool Matches(string pattern, string path)
    {
        var wanted = pattern.Split('/');
        var given = path.Split('/');
        for (var i = 0; i < wanted.Length; i++)
        {
            if (wanted[i] == "**")
                return true;
            if (i >= given.Length || !MatchesSegment(wanted[i], given[i]))
                return false;
        }

        return wanted.Length == given.Length;
    }

    private bool MatchesSegment(string wanted, string given) => wanted switch
    {
        "*" => given.Length > 0,
        Version => Versions.Contains(given),
        _ => wanted == given,
    };
}
