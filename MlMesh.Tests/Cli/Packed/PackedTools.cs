using Xunit;

namespace MlMesh.Tests.Cli.Packed;

/// <summary>Compiling to native code takes every core, so it does not run beside tests that watch a clock.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class PackedTools : ICollectionFixture<PackedTool>
{
    public const string Name = "Packed tool";
}
