namespace Aspire.Hosting;

/// <summary>A project that the AppHost refers to; the build generates one class per reference, in the namespace <c>Projects</c>.</summary>
public interface IProjectMetadata
{
    /// <summary>Absolute path of the project file.</summary>
    string ProjectPath { get; }
}
