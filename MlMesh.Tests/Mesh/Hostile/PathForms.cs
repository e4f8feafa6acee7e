using Xunit;

namespace MlMesh.Tests.Mesh.Hostile;

/// <summary>Spellings by which one side might read a path that the other did not.</summary>
internal static class PathForms
{
    /// <summary>More than fifty spellings of a path of one segment; among them the plain one.</summary>
    /// <param name="word">The segment, for example <c>metrics</c>.</param>
    public static TheoryData<string> Of(string word)
    {
        var escaped = $"%{(int)word[0]:x2}{word[1..]}";
        return
        [
            $"/{word}", $"//{word}", $"///{word}", $"/./{word}", $"/x/../{word}", $"/%2e/{word}", $"/x/%2e%2e/{word}", $"/x/.%2e/{word}", $"/x/%2E./{word}",
            $"/x%2f..%2f{word}", $"/x/..%2F{word}", $"/%2f{word}", $"/%2F{word}", $"/\\{word}", $"\\{word}", $"/x\\..\\{word}", $"/%5c{word}", $"/x%5C..%5C{word}",
            $"/{word}/", $"/{word}//", $"/{word}/.", $"/{word}/x/..", $"/{word}/..", $"/{word}%2f", $"/{word}%20", $"/{word}%00", $"/%00/{word}", $"/{word}%09", $"/{word}%0a",
            $"/{word}%0d%0a", $"/{escaped}", $"/{escaped.ToUpperInvariant()}", $"/%25{escaped[1..]}", $"/%%{escaped[1..]}", $"/{word.ToUpperInvariant()}",
            $"/{char.ToUpperInvariant(word[0])}{word[1..]}", $"/{word};", $"/{word};x=1", $"/;x/{word}", $"/..;/{word}", $"/{word}?x=/", $"/{word}#x", $"/{word}%23", $"/{word}%3f",
            $"/{word}%3Fx", $"/x/../../{word}", $"/x//../{word}", $"/x/..//{word}", $"/v2/../{word}", $"/v2/..%2f{word}", $"/v2/%2e%2e%2f{word}", $"/v2/..;/{word}", $"/v2//{word}",
            $"/v2%2f..%2f{word}", $"/%c0%af{word}", $"/%ef%bc%8f{word}", $"/%u002f{word}", $"/{word}%e2%80%8b", $"/{word}.", $"/{word}%2e", $"/{word}~", $"/{word}+",
            $"http://x/{word}", $"http://x//{word}", $"http://x?/{word}", $"http://x/v2/../{word}",
        ];
    }
}
