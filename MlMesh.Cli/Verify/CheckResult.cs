namespace MlMesh.Cli.Verify;

/// <summary>The result of a check, with its evidence.</summary>
internal sealed record CheckResult
{
    private CheckResult(CheckStatus status, string evidence)
    {
        Status = status;
        Evidence = evidence;
    }

    public CheckStatus Status { get; init; }

    /// <summary>One line: what was seen, or why the check does not apply.</summary>
    public string Evidence { get; }

    /// <summary>What should have been seen; of a failure.</summary>
    public string? Expected { get; private init; }

    /// <summary>The command to try next; of a failure.</summary>
    public string? Next { get; private init; }

    public static CheckResult Passed(string evidence) => new(CheckStatus.Passed, evidence);

    public static CheckResult NotApplied(string reason) => new(CheckStatus.NotApplied, reason);

    /// <param name="expected">What should have been seen.</param>
    /// <param name="seen">What was.</param>
    /// <param name="next">A command that shows more.</param>
    public static CheckResult Failed(string expected, string seen, string next) => new(CheckStatus.Failed, seen) { Expected = expected, Next = next };

    /// <summary>Passed with the evidence, or failed with the rest.</summary>
    public static CheckResult When(bool holds, string evidence, string expected, string next) => holds ? Passed(evidence) : Failed(expected, evidence, next);
}
