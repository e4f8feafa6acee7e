using System.Diagnostics.CodeAnalysis;

namespace MlMesh.Inference.Features;

/// <summary>The airports and routes that the models know, from the feature tables.</summary>
public interface IAirports
{
    /// <summary>All airports, by IATA code.</summary>
    IReadOnlyCollection<Airport> All { get; }

    /// <summary>Looks an airport up.</summary>
    /// <param name="iata">IATA code in any case.</param>
    /// <param name="airport">The airport, when found.</param>
    /// <returns>Whether the airport is known.</returns>
    bool TryGet(string iata, [NotNullWhen(true)] out Airport? airport);

    /// <summary>The distance between two airports in miles: the route's as flown, else great-circle from the coordinates.</summary>
    /// <param name="origin">IATA code in any case.</param>
    /// <param name="destination">IATA code in any case.</param>
    /// <returns>Whole miles; <see langword="null"/> when either airport is unknown.</returns>
    double? DistanceBetween(string origin, string destination);
}
