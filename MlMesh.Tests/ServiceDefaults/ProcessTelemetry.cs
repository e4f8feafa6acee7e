using Xunit;

namespace MlMesh.Tests.ServiceDefaults;

/// <summary>
/// Tests of what a process emits run alone: sources and meters are the whole process's, so another host would sample these spans, and end
/// these metrics when it ends.
/// </summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ProcessTelemetry
{
    public const string Name = "Telemetry of the process";
}
