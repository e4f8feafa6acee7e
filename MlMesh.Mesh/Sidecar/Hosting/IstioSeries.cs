using System.Diagnostics.Metrics;

namespace MlMesh.Mesh.Sidecar.Hosting;

/// <summary>The exchanges that look the same in Istio's standard metrics: their labels, and how many there were. Thread-safe.</summary>
/// <param name="labels">The labels.</param>
internal sealed class IstioSeries(KeyValuePair<string, object?>[] labels)
{
    private long _count;

    /// <summary>The labels.</summary>
    public ReadOnlySpan<KeyValuePair<string, object?>> Labels => labels;

    /// <summary>The count so far.</summary>
    public Measurement<long> Measurement => new(Volatile.Read(ref _count), labels);

    /// <summary>One more.</summary>
    public void Count() => Interlocked.Increment(ref _count);
}
