using Microsoft.VisualBasic.FileIO;

namespace MlMesh.Inference.Features;

/// <summary>A CSV file with a header line.</summary>
internal sealed class CsvTable
{
    /// <summary>Reads the file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="columns">Columns that it must have; it may have more.</param>
    /// <exception cref="InvalidDataException">The file is missing or not valid; the message names it and the line.</exception>
    public CsvTable(string path, params ReadOnlySpan<string> columns)
    {
        Path = path;
        var rows = new List<CsvRow>();
        try
        {
            using var parser = new TextFieldParser(path) { TextFieldType = FieldType.Delimited, Delimiters = [","], HasFieldsEnclosedInQuotes = true };
            var header = parser.ReadFields() ?? [];
            foreach (var column in columns)
                if (Array.IndexOf(header, column) < 0)
                    throw new InvalidDataException($"{path}: the header lacks the column {column}.");
            while (!parser.EndOfData)
            {
                var line = parser.LineNumber;
                var fields = parser.ReadFields() ?? [];
                if (fields.Length != header.Length)
                    throw new InvalidDataException($"{path}:{line}: has {fields.Length} fields, and the header {header.Length}.");
                rows.Add(new CsvRow(path, line, header, fields));
            }
        }
        catch (MalformedLineException e)
        {
            throw new InvalidDataException($"{path}:{e.LineNumber}: {e.Message}", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InvalidDataException($"{path}: cannot be read: {e.Message} Set Features:Tables to the folder of the feature tables.", e);
        }
        Rows = rows;
    }

    public string Path { get; }

    public IReadOnlyList<CsvRow> Rows { get; }
}
