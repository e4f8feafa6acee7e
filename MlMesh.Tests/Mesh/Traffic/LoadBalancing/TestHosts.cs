using System.Collections.Immutable;
using MlMesh.Mesh.Routing.Clusters;
using MlMesh.Mesh.Traffic;
using MlMesh.Mesh.Traffic.Connections;

namespace MlMesh.Tests.Mesh.Traffic.LoadBalancing;

/// <summary>Endpoints that nobody connects to.</summary>
internal static class TestHosts
{
    public static ImmutableArray<UpstreamHost> Of(TimeProvider time, params uint[] weights) =>
        [.. weights.Select((weight, index) => new UpstreamHost(new Endpoint { Address = $"10.1.0.{index + 1}", Port = 8080, Weight = weight }, new ClusterLimits(ConnectionPoolConfig.Default), new NoConnector(), time))];

    private sealed class NoConnector : IConnector
    {
        public ValueTask<Stream> ConnectAsync(Endpoint endpoint, CancellationToken cancellationToken) => throw new IOException("Nobody listens.");
    }
}
