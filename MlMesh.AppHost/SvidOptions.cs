using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Configuration;

namespace MlMesh.AppHost;

/// <summary>How long the identities of a local mesh last. The defaults are Istio's.</summary>
/// <param name="Lifetime">From signing to expiry (<c>Mesh:Svid:Lifetime</c>).</param>
/// <param name="RotateAfter">From signing to the next one (<c>Mesh:Svid:RotateAfter</c>).</param>
internal sealed record SvidOptions(TimeSpan Lifetime, TimeSpan RotateAfter)
{
    private const string LifetimeKey = "Mesh:Svid:Lifetime";
    private const string RotateAfterKey = "Mesh:Svid:RotateAfter";

    // What is left is for writing, noticing, and a few tries more.
    private const double LatestRotation = 0.7;

    private static readonly TimeSpan Default = TimeSpan.FromHours(24);
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(90);

    /// <summary>Reads the settings.</summary>
    /// <param name="configuration">The AppHost's.</param>
    /// <param name="options">The settings.</param>
    /// <param name="error">What is wrong, and what to do.</param>
    public static bool TryRead(IConfiguration configuration, [NotNullWhen(true)] out SvidOptions? options, [NotNullWhen(false)] out string? error)
    {
        options = null;
        if (!TryRead(configuration, LifetimeKey, Default, out var lifetime, out error))
            return false;
        if (lifetime < Shortest || lifetime > Longest)
        {
            error = $"{LifetimeKey} is {lifetime}. Give a duration from {Shortest} to {Longest}.";
            return false;
        }

        if (!TryRead(configuration, RotateAfterKey, lifetime / 2, out var rotateAfter, out error))
            return false;
        if (rotateAfter <= TimeSpan.Zero || rotateAfter > LatestRotation * lifetime)
        {
            error = $"{RotateAfterKey} is {rotateAfter}. Give a duration up to {LatestRotation * lifetime}, which is {LatestRotation:P0} of {LifetimeKey}.";
            return false;
        }

        options = new(lifetime, rotateAfter);
        return true;
    }

    private static bool TryRead(IConfiguration configuration, string key, TimeSpan standard, out TimeSpan value, [NotNullWhen(false)] out string? error)
    {
        error = null;
        value = standard;
        if (configuration[key] is { Length: > 0 } text && !TimeSpan.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out value))
            error = $"{key} is '{text}'. Give a duration, such as 12:00:00.";
        return error is null;
    }
}
