using System.Collections.Immutable;
using MlMesh.Mesh.Resources;
using MlMesh.Mesh.Routing;
using MlMesh.Mesh.Sidecar;
using Xunit;

namespace MlMesh.Tests.Mesh.Sidecar;

public sealed class AccessLogSettingsTests
{
    private const string Off = "spec: {accessLogging: [{disabled: true}]}";
    private const string On = "spec: {accessLogging: [{providers: [{name: envoy}]}]}";

    [Theory]
    [InlineData("", true, true)]
    [InlineData("istio-system|" + Off, false, false)]
    [InlineData("ml|" + Off, false, false)]
    [InlineData("other|" + Off, true, true)]
    [InlineData("ml|spec: {accessLogging: [{match: {mode: SERVER}, disabled: true}]}", true, false)]
    [InlineData("ml|spec: {accessLogging: [{match: {mode: CLIENT}, disabled: true}]}", false, true)]
    [InlineData("istio-system|" + Off + "~ml|" + On, true, true)]
    [InlineData("istio-system|" + On + "~ml|" + Off, false, false)]
    [InlineData("ml|" + On + "~ml|spec: {selector: {matchLabels: {app: gateway}}, accessLogging: [{disabled: true}]}", false, false)]
    [InlineData("ml|spec: {selector: {matchLabels: {app: another}}, accessLogging: [{disabled: true}]}", true, true)]
    public void The_most_specific_Telemetry_decides_by_direction(string telemetries, bool client, bool server)
    {
        var yaml = string.Join("\n---\n", telemetries.Split('~', StringSplitOptions.RemoveEmptyEntries)
            .Select((telemetry, i) => $"apiVersion: telemetry.istio.io/v1\nkind: Telemetry\nmetadata: {{name: t{i}, namespace: {telemetry.Split('|')[0]}}}\n{telemetry.Split('|')[1]}"));
        var resources = MeshResources.Create([ResourceReader.Read(yaml, "telemetry.yaml")]);
        var workload = new Workload { Name = "gateway-1", Namespace = "ml", Labels = ImmutableDictionary<string, string>.Empty.Add("app", "gateway") };

        var settings = AccessLogSettings.For(workload, resources);

        Assert.Equal((client, client, server), (settings.Includes(ListenerKind.Outbound), settings.Includes(ListenerKind.Gateway), settings.Includes(ListenerKind.Inbound)));
    }
}
