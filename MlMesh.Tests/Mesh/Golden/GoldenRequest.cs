using YamlDotNet.RepresentationModel;

namespace MlMesh.Tests.Mesh.Golden;

/// <summary>A request that is sent; <c>{i}</c> in path and header values stands for its number.</summary>
internal sealed record GoldenRequest
{
    private GoldenRequest(YamlMappingNode node)
    {
        Method = node.Text("method") ?? "GET";
        Path = node.Text("path") ?? "/";
        Headers = [.. node.Get("headers").Headers()];
        Body = node.Text("body") ?? (node.Int("body_bytes") is { } bytes ? new string('x', bytes) : null);
        Backend = node.Text("backend");
        Host = node.Text("host");
        Connect = node.Text("connect");
        Pod = node.Text("pod");
        Port = node.Int("port");
    }

    public string Method { get; }

    public string Path { get; }

    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; }

    public string? Body { get; }

    /// <summary>Instructions for the application, in x-backend.</summary>
    public string? Backend { get; }

    /// <summary>Host header; null: none.</summary>
    public string? Host { get; }

    /// <summary>Service to connect to instead of the host's.</summary>
    public string? Connect { get; }

    /// <summary>Pod to connect to.</summary>
    public string? Pod { get; }

    /// <summary>Port of the Service, the pod or the ingress gateway.</summary>
    public int? Port { get; }

    public static GoldenRequest Read(YamlMappingNode node) => new(node);
}
