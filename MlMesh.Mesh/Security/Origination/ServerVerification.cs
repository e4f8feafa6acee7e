using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MlMesh.Mesh.Routing.Clusters;

namespace MlMesh.Mesh.Security.Origination;

/// <summary>Decides whether a server outside of the mesh is whom a DestinationRule's <c>tls</c> asks for.</summary>
internal static class ServerVerification
{
    private const string Failed = "CERTIFICATE_VERIFY_FAILED:verify cert failed: ";

    /// <summary>Why the server is refused, in Envoy's words; empty when it is not.</summary>
    /// <param name="endpoint">Whom the caller means.</param>
    /// <param name="serverName">The name that was asked for.</param>
    /// <param name="certificate">The server's certificate; none when it sent none.</param>
    /// <param name="chain">The chain that was built to the authorities.</param>
    /// <param name="errors">What is wrong with it.</param>
    public static string Refusal(Endpoint endpoint, string serverName, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        var tls = endpoint.Tls ?? TlsOrigination.Default;
        if (!tls.VerifiesServer)
            return "";
        if (certificate is null)
            return "PEER_DID_NOT_RETURN_A_CERTIFICATE";
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateChainErrors))
            return $"{Failed}X509_verify_cert: {string.Join(", ", chain?.ChainStatus.Select(status => status.Status) ?? [])}";
        try
        {
            var names = SubjectAltNames.Of((X509Certificate2)certificate);
            if (tls.VerifiesServerName && !names.Include(serverName))
                return $"{Failed}verify SAN list: not for {serverName}";
            return endpoint.SubjectAltNames.IsEmpty || endpoint.SubjectAltNames.Any(names.Include) ? "" : $"{Failed}verify SAN matcher: for none of {string.Join(", ", endpoint.SubjectAltNames)}";
        }
        catch (CryptographicException malformed)
        {
            return Failed + malformed.Message;
        }
    }
}
