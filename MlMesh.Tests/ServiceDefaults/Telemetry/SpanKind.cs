namespace MlMesh.Tests.ServiceDefaults.Telemetry;

internal enum SpanKind
{
    Unspecified,
    Internal,
    Server,
    Client,
}
