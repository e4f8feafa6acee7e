using System.Globalization;
using MlMesh.Cli.Policy.Output;

namespace MlMesh.Cli.Policy.Test;

/// <summary>Failures as annotations of GitHub Actions, on the line of the route that did not do as expected.</summary>
internal static class GithubTestReport
{
    public static void Write(TestRunResult run, double? failUnder, TextWriter output)
    {
        foreach (var error in run.Files.SelectMany(file => file.Errors))
            GithubAnnotation.Write(output, "error", error.Location, error.Code ?? "policy", $"{error.Message} {error.Remedy}".TrimEnd());
        foreach (var result in run.Results)
        {
            foreach (var failure in result.Failures)
                GithubAnnotation.Write(output, "error", failure.Route ?? failure.Location, result.Test.Name, $"{failure.Message} ({failure.Location})");
        }

        if (run.Coverage.Percent < failUnder)
        {
            foreach (var route in run.Coverage.Routes.Where(route => !route.IsMet))
                GithubAnnotation.Write(output, "error", route.Location, "not covered", $"no test meets this route of {route.Resource}");
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{run.Results.Count()} tests, {run.Results.Count(result => !result.Passed)} failed; {run.Coverage.Percent:0.#} % of the routes covered"));
    }
}
