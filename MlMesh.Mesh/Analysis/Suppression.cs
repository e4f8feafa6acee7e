using System.IO.Enumeration;
using MlMesh.Mesh.Resources;

namespace MlMesh.Mesh.Analysis;

/// <summary>Findings to leave out. What is not stated takes any; in each text a star stands for any characters.</summary>
/// <param name="Code">Code, such as <c>IST0103</c> or <c>KIA*</c>.</param>
/// <param name="File">File as findings name it, such as <c>*/generated/*</c>.</param>
/// <param name="Resource">Resource as findings name it: <c>Kind namespace/name</c>.</param>
public sealed record Suppression(string Code = "*", string File = "*", string Resource = "*")
{
    /// <summary>Whether the finding is one of them.</summary>
    public bool Covers(Finding finding) =>
        Matches(Code, finding.Code ?? "") && Matches(File, finding.Location.File) && Matches(Resource, finding.Resource?.ToString() ?? "");

    private static bool Matches(string pattern, string text) => pattern == "*" || FileSystemName.MatchesSimpleExpression(pattern, text, ignoreCase: false);
}
