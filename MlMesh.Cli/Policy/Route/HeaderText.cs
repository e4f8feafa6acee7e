using MlMesh.Mesh.Explaining;

namespace MlMesh.Cli.Policy.Route;

/// <summary>Headers as curl takes them.</summary>
internal static class HeaderText
{
    /// <exception cref="CommandException">There is no colon, or no name before it.</exception>
    public static KeyValuePair<string, string> Parse(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && RequestLineText.IsToken(text[..colon].Trim()) && !text.AsSpan(colon).ContainsAny('\r', '\n', '\0')
            ? KeyValuePair.Create(text[..colon].Trim().ToLowerInvariant(), text[(colon + 1)..].Trim())
            : throw new CommandException($"-H '{text}' is not 'name: value'; a name has no blanks.");
    }
}
