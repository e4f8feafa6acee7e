using MlMesh.Mesh.Explaining.Answers;

namespace MlMesh.Mesh.PolicyTests.Checks;

/// <summary>Holds an expectation against every destination, or every workload behind one; where there is none, it does not hold.</summary>
internal static class Each
{
    public static Func<RequestAnswer, IEnumerable<string>> Destination(Func<DestinationAnswer, IEnumerable<string>> check) => answer => answer.Destinations.IsEmpty
        ? [$"expected the request to be forwarded, but it is {Words.Of(answer.Kind)}"]
        : answer.Destinations.SelectMany(destination => check(destination).Select(difference => answer.Destinations.Length > 1 ? $"{destination.ClusterName}: {difference}" : difference));

    public static IEnumerable<string> Callee(DestinationAnswer destination, Func<CalleeAnswer, IEnumerable<string>> check) => destination.Callees.IsEmpty
        ? [$"expected workloads behind {destination.ClusterName}, got none"]
        : destination.Callees.SelectMany(check);
}
