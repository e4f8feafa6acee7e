namespace MlMesh.Cli;

/// <summary>A command cannot run; the message says why and what to do about it, and is all that the user sees.</summary>
internal sealed class CommandException(string message) : Exception(message);
