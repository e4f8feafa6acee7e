using MlMesh.Mesh.PolicyTests;

namespace MlMesh.Cli.Policy.Test;

/// <summary>A failure in JSON.</summary>
internal sealed record FailureDocument(int Line, string Message, string? RouteFile, int? RouteLine)
{
    public static FailureDocument Of(PolicyTestFailure failure) => new(failure.Location.Line, failure.Message, failure.Route?.File, failure.Route?.Line);
}
