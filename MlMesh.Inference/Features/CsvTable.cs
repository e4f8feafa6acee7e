using System.Text;

namespace MlMesh.Inference.Features;

/// <summary>A CSV file with a header line (RFC 4180, without line breaks inside fields).</summary>
internal sealed class CsvTable
{
    /// <summary>Reads the file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="columns">Columns that it must have; it may have more.</param>
    /// <exception cref="InvalidDataException">The file is missing or not valid; the message names it and the line.</exception>
    public CsvTable(string path, params ReadOnlySpan<string> columns)
    {
        Path = path;
        string[] lines;
        try
        {
            lines = File.ReadAllLines(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InvalidDataException($"{path}: cannot be read: {e.Message} Set Features:Tables to the folder of the feature tables.", e);
        }
        var header = lines.Length == 0 ? [] : Fields(lines[0]);
        foreach (var column in columns)
            if (Array.IndexOf(header, column) < 0)
                throw new InvalidDataException($"{path}: the header lacks the column {column}.");
        var rows = new CsvRow[lines.Length - 1];
        for (var i = 1; i < lines.Length; i++)
        {
            var fields = Fields(lines[i]);
            if (fields.Length != header.Length)
                throw new InvalidDataException($"{path}:{i + 1}: has {fields.Length} fields, and the header {header.Length}.");
            rows[i - 1] = new CsvRow(path, i + 1, header, fields);
        }
        Rows = rows;
    }

    public string Path { get; }

    public IReadOnlyList<CsvRow> Rows { get; }

    private static string[] Fields(string line)
    {
        if (!line.Contains('"', StringComparison.Ordinal))
            return line.Split(',');
        var fields = new List<string>();
        var field = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == '"' && quoted && i + 1 < line.Length && line[i + 1] == '"')
                field.Append(line[i++]);
            else if (line[i] == '"')
                quoted = !quoted;
            else if (line[i] == ',' && !quoted)
                Take();
            else
                field.Append(line[i]);
        }
        Take();
        return [.. fields];

        void Take()
        {
            fields.Add(field.ToString());
            field.Clear();
        }
    }
}
