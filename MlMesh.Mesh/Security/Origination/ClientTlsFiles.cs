using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using MlMesh.Mesh.Files;
using MlMesh.Mesh.Routing.Clusters;
using MlMesh.Mesh.Security.Identity;

namespace MlMesh.Mesh.Security.Origination;

/// <summary>What the files of a <see cref="TlsOrigination"/> hold, as they were read. Immutable.</summary>
internal sealed class ClientTlsFiles
{
    private readonly FileStamp _stamp;
    private readonly X509ChainPolicy _trust;
    private readonly SslStreamCertificateContext? _certificate;

    private ClientTlsFiles(FileStamp stamp, X509ChainPolicy trust, SslStreamCertificateContext? certificate) => (_stamp, _trust, _certificate) = (stamp, trust, certificate);

    /// <summary>Whether the files are still the same.</summary>
    public bool AreCurrent => _stamp.Paths.Count == 0 || _stamp.Again().Equals(_stamp);

    /// <summary>The files that an origination needs.</summary>
    public static IEnumerable<string> Paths(TlsOrigination origination) =>
        new[] { origination.CaCertificates, origination.ClientCertificate, origination.PrivateKey }.Where(Path.IsPathRooted);

    /// <summary>Reads the files.</summary>
    /// <exception cref="ClientTlsFileException">One of them cannot be used.</exception>
    public static ClientTlsFiles Read(TlsOrigination origination)
    {
        if (origination.CredentialName.Length > 0)
            throw new ClientTlsFileException("credentialName", isAbsent: true, $"the Secret {origination.CredentialName} is in the cluster only", "Name files instead: caCertificates, clientCertificate, privateKey.");
        // Before the files are read, so that a change meanwhile is seen as one.
        var stamp = new FileStamp();
        foreach (var path in Paths(origination))
            stamp.Add(path);
        return new ClientTlsFiles(stamp, Trust(origination.CaCertificates), Certificate(origination.ClientCertificate, origination.PrivateKey));
    }

    /// <summary>How to open a connection.</summary>
    /// <param name="serverName">Server name (SNI) to ask for.</param>
    /// <param name="verify">Says whether the server is whom the caller means.</param>
    public SslClientAuthenticationOptions AsClient(string serverName, RemoteCertificateValidationCallback verify) => new()
    {
        TargetHost = serverName,
        ClientCertificateContext = _certificate,
        CertificateChainPolicy = _trust,
        RemoteCertificateValidationCallback = verify,
        EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
        // A resumed session would carry on with files that have changed since.
        AllowTlsResume = false,
    };

    private static X509ChainPolicy Trust(string authorities)
    {
        // As Envoy: no revocation unless a list is given, and no certificate that the server did not send.
        var policy = new X509ChainPolicy { RevocationMode = X509RevocationMode.NoCheck, DisableCertificateDownloads = true };
        policy.ApplicationPolicy.Add(new System.Security.Cryptography.Oid(ExtendedKeyUsages.Server));
        if (authorities.Length == 0)
            return policy;
        policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        policy.CustomTrustStore.AddRange(PemFile.Certificates("caCertificates", authorities));
        return policy.CustomTrustStore.Any(authority => authority.SubjectName.RawData.AsSpan().SequenceEqual(authority.IssuerName.RawData))
            ? policy
            : throw new ClientTlsFileException("caCertificates", isAbsent: false, $"{authorities} has no self-signed certificate, and chains are verified up to one", "Add the root authority's certificate to it.");
    }

    private static SslStreamCertificateContext? Certificate(string path, string key)
    {
        if (path.Length == 0)
            return null;
        var chain = PemFile.Certificates("clientCertificate", path);
        var certificate = PemFile.WithKey(chain[0], path, "privateKey", key);
        chain.RemoveAt(0);
        return SslStreamCertificateContext.Create(certificate, chain, offline: true);
    }
}
