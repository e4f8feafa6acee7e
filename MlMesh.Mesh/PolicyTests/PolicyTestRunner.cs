using MlMesh.Mesh.Explaining;
using MlMesh.Mesh.Explaining.Answers;
using MlMesh.Mesh.PolicyTests.Coverage;
using MlMesh.Mesh.PolicyTests.Validator;

namespace MlMesh.Mesh.PolicyTests;

/// <summary>Runs tests against one policy, and notes which routes they met.</summary>
/// <param name="model">The policy.</param>
/// <param name="coverage">Gets the policy's routes and those that were met.</param>
public sealed class PolicyTestRunner(PolicyModel model, RouteCoverage coverage)
{
    private readonly EntryFinder _entries = new(model);

    /// <summary>Runs a test. Every expectation is held against every request, so that all failures are known at once.</summary>
    public PolicyTestResult Run(PolicyTest test)
    {
        ArgumentNullException.ThrowIfNull(test);
        var failures = new List<PolicyTestFailure>();
        foreach (var question in test.Questions)
            Ask(test, test.EntersAnywhere ? _entries.Enter(question) : question, failures);
        return new PolicyTestResult(test, failures);
    }

    private void Ask(PolicyTest test, RequestQuestion question, List<PolicyTestFailure> failures)
    {
        RequestAnswer answer;
        try
        {
            answer = model.Ask(question);
        }
        catch (QuestionException e)
        {
            failures.Add(new PolicyTestFailure(test.Location, e.Message, null));
            return;
        }

        coverage.Met(model, answer);
        var route = RouteSources.Locate(model.Policy.Resources, answer.Route?.Origin);
        var request = test.Questions.Count > 1 ? $"{question.Method} {question.Authority}{question.Target}: " : "";
        foreach (var expectation in test.Expectations)
        {
            var place = test.Location with { Line = expectation.Line };
            var differences = expectation.Differences(answer).Select(difference => new PolicyTestFailure(place, request + difference, route)).ToList();
            if (!test.IsNegated)
                failures.AddRange(differences);
            else if (differences.Count == 0)
                failures.Add(new PolicyTestFailure(place, $"{request}expected another {expectation.Field}, but it is as stated", route));
        }

        if (test is { IsNegated: true, Expectations.Count: 0 })
            failures.Add(new PolicyTestFailure(test.Location, $"{request}expected another outcome, but states none", route));
    }
}
