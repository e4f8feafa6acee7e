using MlMesh.Mesh.Explaining.Answers;

namespace MlMesh.Mesh.PolicyTests.Checks;

/// <summary>Holds an expectation against every destination.</summary>
internal static class Each
{
    public static Func<RequestAnswer, IEnumerable<string>> Destination(Func<DestinationAnswer, IEnumerable<string>> check) => answer => answer.Destinations.IsEmpty
        ? [$"expected the request to be forwarded, but it is {Words.Of(answer.Kind)}"]
        : answer.Destinations.SelectMany(destination => check(destination).Select(difference => answer.Destinations.Length > 1 ? $"{destination.ClusterName}: {difference}" : difference));
}
