namespace MlMesh.Benchmarks;

/// <summary>Something to measure.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Operation">One operation.</param>
/// <param name="Goal">Most time of one operation.</param>
/// <param name="MaximumBytes">Most bytes that one operation may allocate; none for no limit.</param>
/// <param name="Parts">The operation does so many equal things; time is given for one of them.</param>
internal sealed record Benchmark(string Name, Action Operation, TimeSpan Goal, long? MaximumBytes, int Parts = 1);
