namespace Aspire.Hosting;

/// <summary>A project known by its path only.</summary>
internal sealed record ProjectFile(string ProjectPath) : IProjectMetadata;
