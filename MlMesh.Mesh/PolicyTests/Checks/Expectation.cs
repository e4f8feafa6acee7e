using MlMesh.Mesh.Explaining.Answers;

namespace MlMesh.Mesh.PolicyTests.Checks;

/// <summary>One field of <c>expect</c>.</summary>
/// <param name="Field">Its name.</param>
/// <param name="Line">Its line, from 1.</param>
/// <param name="Differences">What of an answer is not as expected, a sentence each.</param>
internal sealed record Expectation(string Field, int Line, Func<RequestAnswer, IEnumerable<string>> Differences);
