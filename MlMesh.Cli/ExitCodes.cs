namespace MlMesh.Cli;

/// <summary>What the exit code of every command says.</summary>
internal static class ExitCodes
{
    /// <summary>All is well.</summary>
    public const int Fine = 0;

    /// <summary>There are findings, tests that fail, or requests that failed.</summary>
    public const int Findings = 1;

    /// <summary>It could not run: the command line is wrong, or an input is missing.</summary>
    public const int CouldNotRun = 2;

    /// <summary>Ctrl-C.</summary>
    public const int Interrupted = 130;
}
