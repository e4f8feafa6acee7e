using MlMesh.Cli.Policy.Output;

namespace MlMesh.Cli.Verify.Output;

/// <summary>Prints results for people, each as soon as it is there: one line with its evidence, and what a failure needs to be understood.</summary>
internal sealed class VerifyReport(TextWriter output, Ink ink)
{
    private const int NameWidth = 16;
    private const int MostCommands = 6;

    public void Write(CheckedLine line)
    {
        var name = line.Check.Name.PadRight(NameWidth);
        if (line.Result.Status != CheckStatus.Failed)
        {
            output.WriteLine(line.Result.Status == CheckStatus.Passed ? $"{ink.Good("✓")} {name} {line.Result.Evidence}" : ink.Dim($"- {name} {line.Result.Evidence}"));
            return;
        }

        output.WriteLine($"{ink.Bad("✗")} {ink.Strong(name)} {line.Check.Title}: not so");
        foreach (var command in line.Ran.TakeLast(MostCommands))
            output.WriteLine($"    ran       {command}");
        output.WriteLine($"    expected  {line.Result.Expected}");
        output.WriteLine($"    seen      {line.Result.Evidence}");
        output.WriteLine($"    next      {line.Result.Next}");
    }

    public void WriteSummary(IReadOnlyList<CheckedLine> lines)
    {
        var failed = lines.Count(line => line.Result.Status == CheckStatus.Failed);
        var skipped = lines.Count(line => line.Result.Status == CheckStatus.NotApplied);
        var summary = $"{lines.Count} checks: {lines.Count - failed - skipped} passed, {failed} failed, {skipped} not applied";
        output.WriteLine(failed == 0 ? ink.Good(summary) : ink.Bad(summary));
    }
}
