using System.Text.RegularExpressions;

namespace MlMesh.Mesh.Resources.Admission;

/// <summary>Paths with <c>{*}</c> for one segment and <c>{**}</c>, the last of the operators, for any number.</summary>
internal static partial class PathTemplates
{
    private const string One = "{*}";
    private const string Any = "{**}";

    [GeneratedRegex(@"^[a-zA-Z0-9\-._~%!$&'()+,;:@=]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex Literal { get; }

    /// <summary>Istio's reason to refuse one of the paths, or null.</summary>
    public static string? Fault(string list, IReadOnlyList<string> paths) => paths.Select(path => Fault(list, path)).FirstOrDefault(fault => fault is not null);

    private static string? Fault(string list, string path)
    {
        var isTemplate = path.Contains(One, StringComparison.Ordinal) || path.Contains(Any, StringComparison.Ordinal);
        var trimmed = path.Trim('/');
        var hasAny = false;
        foreach (var segment in trimmed.Split('/'))
        {
            if (segment is One or Any)
            {
                if (hasAny)
                    return Refuse("{**} is not the last operator");

                hasAny = segment == Any;
            }
            else if (segment.AsSpan().IndexOfAny('{', '}') >= 0)
            {
                return Refuse("Contains '{' or '}' beyond a supported path template");
            }
            else if (isTemplate && !Literal.IsMatch(segment))
            {
                return Refuse($"Contains segment {segment} with invalid string literal");
            }
        }

        return null;

        string Refuse(string reason) => $"invalid or unsupported path {trimmed}, found in {list}. {reason}";
    }
}
