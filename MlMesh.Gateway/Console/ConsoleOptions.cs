namespace MlMesh.Gateway.Console;

/// <summary>What the web console shows. Bound from the section <c>Gateway:Console</c>, the dashboard's address from <see cref="DashboardKey"/>.</summary>
internal sealed class ConsoleOptions
{
    /// <summary>The section that the other settings are bound from.</summary>
    public const string Section = "Gateway:Console";

    /// <summary>Where the AppHost puts the address of the Aspire dashboard, which knows the traces.</summary>
    public const string DashboardKey = "Dashboard:Url";

    /// <summary>The dashboard's base address; null (the default) where there is none, and trace ids are not links then.</summary>
    public string? DashboardUrl { get; set; }

    /// <summary>
    /// How many of the latest predictions are kept for the console's table, 0 to 1,000. Default 100; 0 keeps none and closes the feed.
    /// Anyone who can open the console sees the flights of all callers, so set it to 0 where that is not wanted.
    /// </summary>
    public int RecentPredictions { get; set; } = 100;

    /// <summary>How many consoles may watch the feed at once; a further one is answered with 503. Default 32.</summary>
    public int MaxWatchers { get; set; } = 32;
}
