namespace MlMesh.Tests.ServiceDefaults.Problems;

internal sealed record TestFlight(int Distance);
