using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using MlMesh.Mesh.Sidecar.Hosting;
using MlMesh.Tests.AppHost;
using Xunit;

namespace MlMesh.Tests.Mesh.Sidecar.Origination;

/// <summary>A TLS server on loopback that stands for api.example.com, and a workload that asks it in plain HTTP over its sidecar.</summary>
internal sealed class OriginationWorld : IAsyncDisposable
{
    public const string Host = "api.example.com";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mlmesh-origination-");
    private readonly LogRecorder _logs = new();
    private readonly List<IDisposable> _certificates = [];
    private LocalService _server = null!;
    private LocalService? _caller;
    private HttpClient? _client;

    public OriginationWorld() => Authority = Add(new TestAuthority("the authority"));

    /// <summary>Who signs the server's certificate.</summary>
    public TestAuthority Authority { get; }

    /// <summary>What the server saw of each request: server name and the client certificate's subject.</summary>
    public ConcurrentQueue<(string ServerName, string Client)> Received { get; } = [];

    /// <summary>The lines of the sidecar's access log, whose underscores stand for spaces.</summary>
    public string AccessLog => string.Join('\n', _logs.Of("MlMesh.Mesh.AccessLog")).Replace('_', ' ');

    /// <summary>Everything that the sidecar's process has logged as a warning.</summary>
    public IEnumerable<string> Warnings => _logs.Entries(LogLevel.Warning, "");

    /// <summary>Where a file is, or would be.</summary>
    public string PathOf(string file) => Path.Combine(_folder.CreateSubdirectory("files").FullName, file);

    public void Write(string file, string content)
    {
        var path = PathOf(file);
        var before = File.Exists(path) ? File.GetLastWriteTimeUtc(path) : DateTime.UtcNow.AddMinutes(-1);
        File.WriteAllText(path, content);
        // File systems keep times too coarsely to tell two quick writes apart.
        File.SetLastWriteTimeUtc(path, before.AddSeconds(1));
    }

    /// <summary>A certificate of an authority as files: <c>{name}.pem</c> and <c>{name}.key</c>.</summary>
    public void WriteCertificate(TestAuthority authority, string name)
    {
        var certificate = Add(authority.Issue(name));
        Write($"{name}.pem", certificate.ExportCertificatePem());
        Write($"{name}.key", certificate.Key());
    }

    public TestAuthority Stranger() => Add(new TestAuthority("somebody else"));

    /// <summary>Starts the server.</summary>
    /// <param name="clients">Whether it asks for a certificate of <see cref="Authority"/>.</param>
    /// <param name="names">The subjectAltNames of its own.</param>
    public async Task ServeAsync(ClientCertificateMode clients, params string[] names)
    {
        var certificate = Add(Authority.Issue("server", names));
        var trust = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        trust.CustomTrustStore.Add(X509Certificate2.CreateFromPem(Authority.Pem));
        _server = await LocalService.StartAsync(
            builder => builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(new HttpsConnectionAdapterOptions
            {
                // With a choice of certificates, the server name is read.
                ServerCertificateSelector = (_, _) => certificate,
                ClientCertificateMode = clients,
                OnAuthenticate = (_, options) => options.CertificateChainPolicy = trust,
                ClientCertificateValidation = (_, _, errors) => errors == SslPolicyErrors.None,
            }))),
            app => app.Run(AnswerAsync));
    }

    /// <summary>Starts the caller, under a DestinationRule with this <c>tls</c>; <c>{name}</c> in it is the path of a file.</summary>
    public async Task CallFromAsync(string tls, string serviceEntry = "")
    {
        var policy = _folder.CreateSubdirectory("policy").FullName;
        await File.WriteAllTextAsync(Path.Combine(policy, "policy.yaml"), $$"""
            apiVersion: networking.istio.io/v1
            kind: ServiceEntry
            metadata: {name: outside, namespace: ml-services}
            spec:
              hosts: [{{Host}}]
              location: MESH_EXTERNAL
              resolution: STATIC
              ports: [{number: 80, name: http, protocol: HTTP}]
              endpoints:
              - address: 127.0.0.1
                ports:
                  http: {{new Uri(_server.Address).Port}}
              {{serviceEntry}}
            ---
            apiVersion: networking.istio.io/v1
            kind: DestinationRule
            metadata: {name: outside, namespace: ml-services}
            spec:
              host: {{Host}}
              trafficPolicy:
                tls: {{tls.Replace("/files/", PathOf("") + "/", StringComparison.Ordinal)}}
            """, TestContext.Current.CancellationToken);
        _caller = await LocalService.StartAsync(
            builder =>
            {
                builder.Logging.AddProvider(_logs);
                builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
                {
                    ["Mesh:Policy"] = policy,
                    ["Mesh:Workload"] = "caller",
                    ["Mesh:Workloads:0:Name"] = "caller",
                    ["Mesh:Workloads:0:Address"] = "http://127.0.0.1:1",
                });
                builder.Services.AddHttpClient();
                builder.AddMeshSidecar();
            },
            app => app.Run(_ => Task.CompletedTask));
        _client = _caller.CreateClient();
    }

    /// <summary>Asks the server, on a connection of its own.</summary>
    public async Task<HttpStatusCode> AskAsync()
    {
        using var answer = await _client!.GetAsync(new Uri($"http://{Host}/"), TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    /// <summary>The access log has a connection that failed as a reason, a regular expression, says.</summary>
    public void AssertNotConnected(string reason) => Assert.True(Regex.IsMatch(AccessLog, $"UF .*TLS error:.*({reason})"), AccessLog);

    public async ValueTask DisposeAsync()
    {
        _client?.Dispose();
        if (_caller is not null)
            await _caller.DisposeAsync();
        if (_server is not null)
            await _server.DisposeAsync();
        _certificates.ForEach(certificate => certificate.Dispose());
        _logs.Dispose();
        _folder.Delete(recursive: true);
    }

    private Task AnswerAsync(HttpContext context)
    {
        Received.Enqueue((context.Features.Get<ITlsHandshakeFeature>()!.HostName, context.Connection.ClientCertificate?.Subject ?? ""));
        context.Response.Headers.Connection = "close";
        return Task.CompletedTask;
    }

    private T Add<T>(T certificate) where T : IDisposable
    {
        _certificates.Add(certificate);
        return certificate;
    }
}
