namespace MlMesh.Mesh.Resources.Admission;

/// <summary>Checks of single values that many kinds share.</summary>
internal static class Values
{
    public static void Duration(AdmissionReport report, string field, TimeSpan? duration)
    {
        if (duration is not { } time)
            return;

        if (time < TimeSpan.FromMilliseconds(1))
            report.Error(field, "duration must be greater than 1ms");
        else if (time.Ticks % TimeSpan.TicksPerMillisecond != 0)
            report.Error(field, "only durations to ms precision are supported");
    }

    public static void Port(AdmissionReport report, string field, long port) =>
        report.ErrorIf(port is < 1 or > 65535, field, PortFault(port));

    public static string PortFault(long port) => $"port number {port} must be in the range 1..65535";

    public static void Percent(AdmissionReport report, string field, int percent) =>
        report.ErrorIf(percent is < 0 or > 100, field, $"percentage {percent} is not in range 0..100");

    public static void NotNegative(AdmissionReport report, string field, int value, string name) =>
        report.ErrorIf(value < 0, field, $"{name} must be non-negative");

    /// <summary>An absolute path, or a name in the abstract namespace.</summary>
    public static void UnixSocket(AdmissionReport report, string field, string path)
    {
        if (path.Length == 0)
            report.Error(field, "unix address must not be empty");
        else if (path[0] != '@' && (path[0] != '/' || path[^1] == '/'))
            report.Error(field, $"{path} is not an absolute path to a file");
    }

    public static void PortName(AdmissionReport report, string field, string name) =>
        report.ErrorIf(!DnsNames.IsLabel(name), field, $"invalid port name: {name}");
}
