using MlMesh.Benchmarks;

var only = args.FirstOrDefault() ?? "";
var measurements = new List<Measurement>();
foreach (var benchmark in RoutingBenchmarks.All().Concat(AuthorizationBenchmarks.All()).Concat(TokenBenchmarks.All()).Concat(ProxyBenchmarks.All()).Concat(AnalysisBenchmarks.All()).Where(b => b.Name.Contains(only, StringComparison.OrdinalIgnoreCase)))
    measurements.Add(Measurement.Take(benchmark));

Console.WriteLine($"{"benchmark",-48} {"time",14} {"allocated",12} {"goal",30}");
foreach (var measurement in measurements)
    Console.WriteLine(measurement);
return measurements.All(m => m.MeetsGoal) ? 0 : 1;
