namespace MlMesh.AppHost;

/// <summary>Lets a service's page link to the Aspire dashboard.</summary>
internal static class DashboardLink
{
    /// <summary>Sets <c>Dashboard:Url</c> to where this run's dashboard is; nothing where no address of it is configured.</summary>
    public static IResourceBuilder<T> WithDashboardLink<T>(this IResourceBuilder<T> builder) where T : IResourceWithEnvironment =>
        builder.WithEnvironment(context =>
        {
            // Read late: the dashboard moves when its port is taken.
            var url = builder.ApplicationBuilder.Configuration["ASPNETCORE_URLS"]?.Split(';')[0];
            if (!string.IsNullOrEmpty(url))
                context.EnvironmentVariables["Dashboard__Url"] = url;
        });
}
