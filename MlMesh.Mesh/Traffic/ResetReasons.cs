namespace MlMesh.Mesh.Traffic;

/// <summary>Envoy's words for reasons of reset.</summary>
internal static class ResetReasons
{
    /// <summary>As it stands in the answer's body, for example <c>connection termination</c>.</summary>
    public static string Text(this ResetReason reason) => reason switch
    {
        ResetReason.RemoteConnectionFailure => "remote connection failure",
        ResetReason.ConnectionTimeout => "connection timeout",
        ResetReason.ConnectionTermination => "connection termination",
        ResetReason.Overflow => "overflow",
        ResetReason.LocalReset => "local reset",
        ResetReason.ProtocolError => "protocol error",
        _ => "",
    };

    /// <summary>As it stands in RESPONSE_CODE_DETAILS, for example <c>connection_termination</c>.</summary>
    public static string Token(this ResetReason reason) => Text(reason).Replace(' ', '_');

    /// <summary>No connection was made.</summary>
    public static bool IsConnectFailure(this ResetReason reason) => reason is ResetReason.RemoteConnectionFailure or ResetReason.ConnectionTimeout;
}
