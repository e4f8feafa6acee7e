using System.Globalization;

namespace MlMesh.Inference.Features;

/// <summary>A line of a CSV file.</summary>
internal sealed class CsvRow(string path, int line, string[] header, string[] fields)
{
    public string this[string column] => fields[Array.IndexOf(header, column)];

    /// <summary>A column that holds a finite number.</summary>
    /// <exception cref="InvalidDataException">It holds none.</exception>
    public double Number(string column) =>
        double.TryParse(this[column], NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value)
            ? value
            : throw new InvalidDataException($"{path}:{line}: {column} must be a number, and is '{this[column]}'.");
}
