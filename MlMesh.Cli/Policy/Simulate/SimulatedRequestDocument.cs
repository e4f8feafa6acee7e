namespace MlMesh.Cli.Policy.Simulate;

/// <summary>A kind of request with its draws, in JSON. Expected shares of destinations are among those that no fault answers.</summary>
internal sealed record SimulatedRequestDocument(
    string Request, string Outcome, string? Route, int Count, IReadOnlyList<SimulatedDestinationDocument> Destinations, int Aborted, int Delayed, IReadOnlyList<SimulatedDestinationDocument> Mirrors);
