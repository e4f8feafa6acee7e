namespace MlMesh.Cli.Policy.Simulate;

/// <summary>A kind of request with its draws, in JSON. Expected shares are of all requests, those that a fault answers included.</summary>
internal sealed record SimulatedRequestDocument(
    string Request, string Outcome, string? Route, int Count, IReadOnlyList<SimulatedDestinationDocument> Destinations, int Aborted, int Delayed, IReadOnlyList<SimulatedDestinationDocument> Mirrors);
