namespace MlMesh.Mesh.Resources;

/// <summary>Where the documents of a YAML text begin, as Istio counts: with the first line that is not empty, which may be a comment.</summary>
internal sealed class DocumentLines
{
    private readonly List<int> _starts = [];

    public DocumentLines(string text)
    {
        var line = 0;
        var isInDocument = false;
        foreach (var content in text.AsSpan().EnumerateLines())
        {
            line++;
            if (content.StartsWith("---") && content[3..].IsWhiteSpace())
            {
                isInDocument = false;
            }
            else if (!isInDocument && !content.IsEmpty)
            {
                isInDocument = true;
                _starts.Add(line);
            }
        }
    }

    /// <summary>The beginning of the document that a line belongs to.</summary>
    public int FirstLine(int line)
    {
        var index = _starts.BinarySearch(line);
        return index >= 0 ? line : index == -1 ? line : _starts[~index - 1];
    }
}
