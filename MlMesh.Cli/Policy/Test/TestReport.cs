using System.Globalization;
using MlMesh.Cli.Policy.Output;

namespace MlMesh.Cli.Policy.Test;

/// <summary>Prints the results of a run for people: failures in full, what passed as a number.</summary>
internal sealed class TestReport(TestRunResult run, double? failUnder, TextWriter output, Ink ink)
{
    public void Write()
    {
        foreach (var file in run.Files)
            Write(file);
        WriteCoverage();
        var failed = run.Results.Count(result => !result.Passed);
        var errors = run.Files.Sum(file => file.Errors.Count);
        var summary = $"{run.Results.Count()} tests{(failed > 0 ? $", {failed} failed" : run.Results.Any() ? ", all passed" : "")}{(errors > 0 ? $", {errors} errors" : "")}";
        output.WriteLine(failed + errors == 0 ? ink.Good(summary) : ink.Bad(summary));
    }

    private void Write(TestFileResult file)
    {
        output.WriteLine($"{file.File}: {file.Results.Count(result => result.Passed)} of {file.Results.Count} passed");
        foreach (var error in file.Errors)
            output.WriteLine($"  {ink.Bad("error")} {error}");
        foreach (var result in file.Results.Where(result => !result.Passed))
        {
            output.WriteLine($"  {ink.Bad("✗")} {ink.Strong(result.Test.Name)}");
            foreach (var failure in result.Failures)
                output.WriteLine($"      {failure.Location}: {failure.Message}{(failure.Route is { } route ? ink.Dim($"  [route {route}]") : "")}");
        }

        foreach (var assumption in file.Assumptions)
            output.WriteLine(ink.Dim($"  note: {assumption}"));
    }

    private void WriteCoverage()
    {
        var routes = run.Coverage.Routes;
        if (routes.Count == 0)
            return;
        foreach (var route in routes.Where(route => !route.IsMet))
            output.WriteLine($"  {ink.Warn("not covered")} {route.Location}: {(route.Name.Length > 0 ? $"rule '{route.Name}'" : $"rule {route.Rule}")} of {route.Resource}");
        var percent = run.Coverage.Percent.ToString("0.#", CultureInfo.InvariantCulture);
        var line = $"{routes.Count(route => route.IsMet)} of {routes.Count} routes covered ({percent} %)";
        output.WriteLine(run.Coverage.Percent < failUnder ? ink.Bad($"{line}, fewer than the {failUnder.Value.ToString(CultureInfo.InvariantCulture)} % that --fail-under asks for") : line);
    }
}
