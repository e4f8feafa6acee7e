using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MlMesh.Mesh.Security.Identity;

namespace MlMesh.Mesh.Security.Origination;

/// <summary>The names in a certificate's subjectAltName (RFC 5280, section 4.2.1.6). Its subject is no name, as in Envoy.</summary>
internal sealed class SubjectAltNames
{
    private readonly IReadOnlyList<string> _uris;
    private readonly string[] _hosts = [];
    private readonly IPAddress[] _addresses = [];

    private SubjectAltNames(X509Certificate2 certificate)
    {
        _uris = UriNames.Of(certificate);
        if (certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().FirstOrDefault() is { } extension)
            (_hosts, _addresses) = ([.. extension.EnumerateDnsNames()], [.. extension.EnumerateIPAddresses()]);
    }

    /// <exception cref="CryptographicException">The extension is malformed.</exception>
    public static SubjectAltNames Of(X509Certificate2 certificate) => new(certificate);

    /// <summary>Whether the certificate is for a URI, an address or a host.</summary>
    public bool Include(string name) => IPAddress.TryParse(name, out var address)
        ? _addresses.Contains(address)
        : _uris.Contains(name, StringComparer.Ordinal) || _hosts.Any(host => IsFor(host, name));

    // A wildcard stands for one whole label (RFC 6125, section 6.4.3).
    private static bool IsFor(string host, string name)
    {
        if (!host.StartsWith("*.", StringComparison.Ordinal))
            return host.Equals(name, StringComparison.OrdinalIgnoreCase);
        var label = name.IndexOf('.', StringComparison.Ordinal);
        return label > 0 && host.AsSpan(1).Equals(name.AsSpan(label), StringComparison.OrdinalIgnoreCase);
    }
}
