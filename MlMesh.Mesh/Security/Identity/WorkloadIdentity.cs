using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace MlMesh.Mesh.Security.Identity;

/// <summary>An X.509-SVID with its key, and whom it trusts: what both sides of mutual TLS need. Immutable.</summary>
internal sealed class WorkloadIdentity
{
    private const SslProtocols Protocols = SslProtocols.Tls12 | SslProtocols.Tls13;

    private readonly SslStreamCertificateContext _certificate;
    private readonly X509Certificate2Collection _authorities;
    private readonly X509ChainPolicy _trustAsServer;

    private WorkloadIdentity(SpiffeId id, X509Certificate2 certificate, X509Certificate2Collection authorities)
    {
        Id = id;
        CertificateHash = certificate.GetCertHashString(HashAlgorithmName.SHA256).ToLowerInvariant();
        _certificate = SslStreamCertificateContext.Create(certificate, additionalCertificates: null, offline: true);
        _authorities = authorities;
        _trustAsServer = Trust(ExtendedKeyUsages.Server);
        AsServer = new SslServerAuthenticationOptions
        {
            ServerCertificateContext = _certificate,
            ClientCertificateRequired = true,
            CertificateChainPolicy = Trust(ExtendedKeyUsages.Client),
            RemoteCertificateValidationCallback = static (_, peer, _, errors) => PeerVerification.Verify(peer, errors, out _) is not null,
            EnabledSslProtocols = Protocols,
            ApplicationProtocols = [SslApplicationProtocol.Http11],
            // A resumed session would carry on with a certificate that has expired since.
            AllowTlsResume = false,
        };
    }

    /// <summary>Who it is.</summary>
    public SpiffeId Id { get; }

    /// <summary>SHA-256 of the certificate in hex.</summary>
    public string CertificateHash { get; }

    /// <summary>How to take a connection: only from who has an identity of the same authority.</summary>
    public SslServerAuthenticationOptions AsServer { get; }

    /// <summary>Reads an identity.</summary>
    /// <param name="folder">The folder, as <see cref="SvidFolder"/> writes it.</param>
    /// <exception cref="IOException">A file is missing.</exception>
    /// <exception cref="CryptographicException">A file has no such certificate.</exception>
    public static WorkloadIdentity Read(string folder)
    {
        var path = Path.Combine(folder, SvidFolder.Svid);
        var authorities = new X509Certificate2Collection();
        authorities.ImportFromPemFile(Path.Combine(folder, SvidFolder.Bundle));
        var certificate = UsableKeys.ForHandshakes(X509Certificate2.CreateFromPemFile(path, path));
        var names = UriNames.Of(certificate);
        return names.Count == 1 && SpiffeId.TryParse(names[0], out var id)
            ? new WorkloadIdentity(id, certificate, authorities)
            : throw new CryptographicException($"{path} is no X.509-SVID: it needs exactly one URI, a SPIFFE ID.");
    }

    /// <summary>How to open a connection.</summary>
    /// <param name="serverName">Server name (SNI) to ask for; empty for none. Who the server is says its certificate's URI.</param>
    /// <param name="verify">Says whether the server is whom the caller means.</param>
    public SslClientAuthenticationOptions AsClient(string serverName, RemoteCertificateValidationCallback verify) => new()
    {
        TargetHost = serverName,
        ClientCertificateContext = _certificate,
        CertificateChainPolicy = _trustAsServer,
        RemoteCertificateValidationCallback = verify,
        EnabledSslProtocols = Protocols,
        ApplicationProtocols = [SslApplicationProtocol.Http11],
        AllowTlsResume = false,
    };

    private X509ChainPolicy Trust(string usage)
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true,
        };
        policy.CustomTrustStore.AddRange(_authorities);
        policy.ApplicationPolicy.Add(new Oid(usage));
        return policy;
    }
}
