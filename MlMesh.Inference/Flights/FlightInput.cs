namespace MlMesh.Inference.Flights;

/// <summary>A flight as a caller gave it, not yet validated; <see langword="null"/> for what was not given.</summary>
internal sealed class FlightInput
{
    public string? Origin { get; set; }

    public string? Destination { get; set; }

    public string? Scheduled { get; set; }

    public double? Distance { get; set; }

    public string? AsOf { get; set; }
}
