using System.IO.Enumeration;
using MlMesh.Mesh.Analysis;

namespace MlMesh.Cli.Policy.Analyze;

/// <summary>Suppressions as the command line states them.</summary>
internal static class SuppressionText
{
    /// <summary><c>CODE</c>, <c>CODE=Kind namespace/name</c> or <c>CODE@file</c>; stars stand for anything.</summary>
    /// <returns>One for each part between commas.</returns>
    /// <exception cref="CommandException">There is no code, or none that a finding has.</exception>
    public static IEnumerable<Suppression> Parse(string text) => text.Split(',', StringSplitOptions.TrimEntries).Select(One);

    private static Suppression One(string text)
    {
        var end = text.IndexOfAny(['=', '@']);
        var code = (end < 0 ? text : text[..end]).Trim();
        if (code.Length == 0)
            throw new CommandException($"--suppress '{text}' names no code. Write CODE, CODE=RESOURCE or CODE@FILE.");
        if (!PolicyAnalysis.Codes.Any(known => FileSystemName.MatchesSimpleExpression(code, known.Code, ignoreCase: false)))
            throw new CommandException($"--suppress '{text}': no finding has the code '{code}'. mlmesh policy analyze --list prints the codes.");
        if (end < 0)
            return new Suppression(code);
        return text[end] == '=' ? new Suppression(code, Resource: text[(end + 1)..].Trim()) : new Suppression(code, File: text[(end + 1)..].Trim());
    }
}
