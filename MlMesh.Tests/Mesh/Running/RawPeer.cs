using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using MlMesh.Tests.Mesh.Golden.World;
using MlMesh.Tests.Mesh.Hostile;
using Xunit;

namespace MlMesh.Tests.Mesh.Running;

/// <summary>Speaks to a port as anybody on the machine could, with nothing of the mesh: a socket, TLS if asked for, and the bytes of one request.</summary>
internal static class RawPeer
{
    /// <summary>Asks in plaintext.</summary>
    /// <returns>The answer; none when the connection was cut off without one.</returns>
    public static async Task<RawResponse?> AskAsync(int port, string path)
    {
        using var client = await ConnectAsync(port);
        return await RawHttpClient.ExchangeAsync(client.GetStream(), Request(path), isHead: false);
    }

    /// <summary>Asks over TLS, whoever the server is.</summary>
    /// <param name="port">The port.</param>
    /// <param name="path">Path of the request.</param>
    /// <param name="identity">The client's certificate; none to show none.</param>
    /// <param name="method">Method of the request, which has no body.</param>
    /// <returns>The answer; none when the server refused the handshake or cut the connection off.</returns>
    public static async Task<RawResponse?> AskSecurelyAsync(int port, string path, X509Certificate2? identity, string method = "GET")
    {
        using var client = await ConnectAsync(port);
        try
        {
            await using var stream = await SecureAsync(client, identity);
            return await RawHttpClient.ExchangeAsync(stream, Request(path, method), isHead: false);
        }
        catch (Exception refusal) when (refusal is AuthenticationException or IOException)
        {
            return null;
        }
    }

    /// <summary>Sends bytes as they are over TLS.</summary>
    /// <param name="port">The port.</param>
    /// <param name="text">The bytes, a character each.</param>
    /// <param name="identity">The client's certificate.</param>
    /// <param name="serverName">Whom the client asks for (SNI), by which a gateway chooses; empty for nobody.</param>
    /// <returns>Everything that came back until the server ended the connection, a character to a byte.</returns>
    public static async Task<string> SendSecurelyAsync(int port, string text, X509Certificate2 identity, string serverName = "")
    {
        using var client = await ConnectAsync(port);
        await using var stream = await SecureAsync(client, identity, serverName);
        var received = new MemoryStream();
        try
        {
            await RawExchange.ExchangeAsync(client, stream, text, received, TestContext.Current.CancellationToken);
        }
        catch (IOException)
        {
            // Reset by the server: what it said before counts.
        }

        return Encoding.Latin1.GetString(received.ToArray());
    }

    /// <summary>The certificate that a server shows.</summary>
    public static async Task<X509Certificate2> CertificateAsync(int port, X509Certificate2 identity)
    {
        using var client = await ConnectAsync(port);
        await using var stream = await SecureAsync(client, identity);
        return X509CertificateLoader.LoadCertificate(stream.RemoteCertificate!.GetRawCertData());
    }

    private static async Task<TcpClient> ConnectAsync(int port)
    {
        var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, port);
        return client;
    }

    private static async Task<SslStream> SecureAsync(TcpClient client, X509Certificate2? identity, string serverName = "")
    {
        var stream = new SslStream(client.GetStream());
        await stream.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
        {
            TargetHost = serverName,
            ClientCertificateContext = identity is null ? null : SslStreamCertificateContext.Create(identity, null, offline: true),
            RemoteCertificateValidationCallback = (_, server, _, _) => server is not null,
        });
        return stream;
    }

    private static byte[] Request(string path, string method = "GET") => Encoding.ASCII.GetBytes($"{method} {path} HTTP/1.1\r\nHost: model-inference:8080\r\n\r\n");
}
