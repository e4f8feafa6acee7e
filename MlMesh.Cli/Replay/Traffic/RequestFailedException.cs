namespace MlMesh.Cli.Replay.Traffic;

/// <summary>A request got no answer, or not the one that the API promises; the message is fit for a report and the same for the same cause.</summary>
internal sealed class RequestFailedException(string message) : Exception(message);
