namespace MlMesh.Cli.Verify;

/// <summary>Ends a check that cannot go on: what it builds on is not there.</summary>
internal sealed class CheckFailedException(string expected, string seen, string next) : Exception($"{expected}: {seen}")
{
    public CheckResult Result { get; } = CheckResult.Failed(expected, seen, next);
}
