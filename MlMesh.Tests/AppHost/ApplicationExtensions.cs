using System.Globalization;
using Aspire.Hosting;

namespace MlMesh.Tests.AppHost;

internal static class ApplicationExtensions
{
    public static int ProcessId(this DistributedApplication application, string resourceName) =>
        application.ResourceNotifications.TryGetCurrentState(resourceName, out var current)
            ? Convert.ToInt32(current.Snapshot.Properties.First(property => property.Name == "executable.pid").Value, CultureInfo.InvariantCulture)
            : throw new ArgumentException($"'{resourceName}' does not run.", nameof(resourceName));
}
