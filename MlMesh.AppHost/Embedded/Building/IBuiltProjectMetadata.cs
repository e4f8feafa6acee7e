namespace Aspire.Hosting;

/// <summary>A project that was built together with the AppHost.</summary>
public interface IBuiltProjectMetadata : IProjectMetadata
{
    /// <summary>Absolute path of the assembly that the build made of it.</summary>
    string AssemblyPath { get; }
}
