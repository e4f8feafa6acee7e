using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace MlMesh.Mesh.Security.Identity;

/// <summary>The identity of a workload: <c>spiffe://&lt;trust domain&gt;/&lt;path&gt;</c> (https://github.com/spiffe/spiffe/blob/main/standards/SPIFFE-ID.md).</summary>
public sealed record SpiffeId
{
    private const string Prefix = "spiffe://";
    private const int MaximumLength = 2048;
    private const int MaximumTrustDomain = 255;

    private static readonly SearchValues<char> TrustDomainCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789.-_");
    private static readonly SearchValues<char> PathCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.-_/");

    private readonly string _text;

    private SpiffeId(string text, string trustDomain) => (_text, TrustDomain) = (text, trustDomain);

    /// <summary>The trust domain, for example <c>cluster.local</c>.</summary>
    public string TrustDomain { get; }

    /// <summary>It is the trust domain's own, which no workload has.</summary>
    public bool IsTrustDomain => _text.Length == Prefix.Length + TrustDomain.Length;

    /// <summary>The identity that Istio gives the pods of a service account.</summary>
    /// <param name="trustDomain">The mesh's trust domain.</param>
    /// <param name="ns">The namespace.</param>
    /// <param name="serviceAccount">The service account.</param>
    /// <exception cref="ArgumentException">A part has characters that a SPIFFE ID cannot have.</exception>
    public static SpiffeId OfServiceAccount(string trustDomain, string ns, string serviceAccount)
    {
        var text = $"{Prefix}{trustDomain}/ns/{ns}/sa/{serviceAccount}";
        return TryParse(text, out var id) && id.TrustDomain == trustDomain && text.AsSpan().Count('/') == 6
            ? id
            : throw new ArgumentException($"'{text}' is no SPIFFE ID: the trust domain takes a-z, 0-9, '.', '-' and '_', namespace and service account take A-Z too.");
    }

    /// <summary>Reads an identity.</summary>
    /// <param name="text">The URI.</param>
    /// <param name="id">The identity.</param>
    /// <returns>False when the text breaks a rule of the standard.</returns>
    public static bool TryParse(string? text, [NotNullWhen(true)] out SpiffeId? id)
    {
        id = null;
        if (text is null || text.Length > MaximumLength || !text.StartsWith(Prefix, StringComparison.Ordinal))
            return false;
        var rest = text.AsSpan(Prefix.Length);
        var slash = rest.IndexOf('/');
        var domain = slash < 0 ? rest : rest[..slash];
        if (domain.IsEmpty || domain.Length > MaximumTrustDomain || domain.ContainsAnyExcept(TrustDomainCharacters) || (slash >= 0 && !IsPath(rest[slash..])))
            return false;
        id = new SpiffeId(text, domain.ToString());
        return true;
    }

    /// <summary>The URI.</summary>
    public override string ToString() => _text;

    private static bool IsPath(ReadOnlySpan<char> path)
    {
        if (path.ContainsAnyExcept(PathCharacters))
            return false;
        foreach (var segment in path[1..].Split('/'))
        {
            if (path[1..][segment] is "" or "." or "..")
                return false;
        }

        return true;
    }
}
