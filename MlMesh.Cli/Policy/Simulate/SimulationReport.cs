using System.Globalization;
using MlMesh.Cli.Policy.Output;
using MlMesh.Mesh.Explaining.Answers;

namespace MlMesh.Cli.Policy.Simulate;

/// <summary>Prints a simulation for people.</summary>
internal sealed class SimulationReport(SimulationRun run, TextWriter output, Ink ink)
{
    public void Write()
    {
        foreach (var (question, result) in run.Requests)
        {
            var route = result.Answer.Route is { } matched ? $"route '{matched.Name}'" : Names.Kebab(result.Answer.Kind);
            output.WriteLine(ink.Strong(string.Create(CultureInfo.InvariantCulture, $"{question.Method} {question.Authority}{question.Target} × {result.Count}: {route}")));
            Write(result);
        }

        output.WriteLine("rules");
        foreach (var rule in run.Hits())
        {
            var name = rule.Name.Length > 0 ? rule.Name : $"rule {rule.Rule}";
            var count = rule.Requests.ToString(CultureInfo.InvariantCulture).PadLeft(9);
            output.WriteLine($"{(rule.Requests == 0 ? ink.Dim(count) : count)}  {rule.VirtualService} {name}  {ink.Dim($"{rule.Location}")}");
        }

        foreach (var assumption in run.Model.Assumptions)
            output.WriteLine(ink.Dim($"note: {assumption}"));
    }

    private void Write(Simulation result)
    {
        var fault = result.Answer.Route?.Fault;
        var passed = result.Passing();
        foreach (var destination in result.Answer.Destinations.DistinctBy(destination => destination.ClusterName))
        {
            var share = result.Answer.Destinations.Where(other => other.ClusterName == destination.ClusterName).Sum(other => other.Share);
            Row(share * passed, result.Clusters.GetValueOrDefault(destination.ClusterName), result.Count, destination.ClusterName);
        }

        if (fault?.Abort is { } abort)
            Row(abort.Share.Millionths / 1e6, result.Aborted, result.Count, $"fail with {abort.HttpStatus ?? abort.GrpcStatus} (injected)");
        if (fault?.Delay is { } delay)
            Row(delay.Share.Millionths / 1e6, result.Delayed, result.Count, "wait (injected)");
        foreach (var mirror in result.Answer.Route?.Mirrors ?? [])
            Row(mirror.Share.Millionths / 1e6 * passed, result.Mirrored.GetValueOrDefault(mirror.Cluster), result.Count, $"copied to {mirror.Cluster}");
    }

    private void Row(double expected, int drawn, int count, string what) =>
        output.WriteLine($"  expected {Names.Percent(expected),9}   drawn {Names.Percent((double)drawn / count),9} ({drawn.ToString(CultureInfo.InvariantCulture)})   {what}");
}
