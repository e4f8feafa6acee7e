using System.Net;
using System.Net.Sockets;

namespace MlMesh.Mesh.Explaining;

/// <summary>Refuses what would be taken for something else: an address that no policy could match, a workload or identity that nobody can have.</summary>
internal static class QuestionChecks
{
    /// <exception cref="QuestionException">Something of the question is malformed.</exception>
    public static void Check(RequestQuestion question)
    {
        if (question.ClientAddress is { } client && !IsAddress(client))
            throw new QuestionException($"the client's address '{client}' is no IP address. Write it as 203.0.113.7 or 2001:db8::7.");
        if (question.Source is { } source && !(IsPlain(source) && source.Split('/') is { Length: 1 or 2 }))
            throw new QuestionException($"the source '{source}' is no workload. Write name or namespace/name.");
        if (question.Identity is { } identity && !IsIdentity(identity))
            throw new QuestionException($"the identity '{identity}' is none. Write namespace/service-account, trust-domain/ns/namespace/sa/service-account, or spiffe://….");
    }

    // The runtime also takes 1 and 1.2 for IPv4 addresses.
    private static bool IsAddress(string text) => IPAddress.TryParse(text, out var address) && (address.AddressFamily == AddressFamily.InterNetworkV6 || text.Count(c => c == '.') == 3);

    private static bool IsIdentity(string text)
    {
        const string Scheme = "spiffe://";
        if (text.StartsWith(Scheme, StringComparison.Ordinal))
            return IsPlain(text[Scheme.Length..]);
        return IsPlain(text) && text.Split('/') is [_, _] or [_, "ns", _, "sa", _];
    }

    /// <summary>Whether a path has no empty part and no blank.</summary>
    private static bool IsPlain(string path) => !path.Any(c => char.IsWhiteSpace(c) || char.IsControl(c)) && path.Split('/').All(part => part.Length > 0);
}
