namespace MlMesh.Mesh.Explaining.Answers;

/// <summary>What becomes of a request.</summary>
public enum AnswerKind
{
    /// <summary>It is forwarded to one of <see cref="RequestAnswer.Destinations"/>.</summary>
    Forwarded,

    /// <summary>The client is sent elsewhere.</summary>
    Redirected,

    /// <summary>The route answers itself (directResponse).</summary>
    Answered,

    /// <summary>An injected fault answers every such request.</summary>
    Aborted,

    /// <summary>The proxy answers a browser's preflight.</summary>
    Preflight,

    /// <summary>No route: 404.</summary>
    NotFound,

    /// <summary>An AuthorizationPolicy at the gateway denies it. (What the called workloads say is in <see cref="DestinationAnswer.Callees"/>.)</summary>
    Denied,

    /// <summary>The proxy takes no such request: no Host, a path that cannot be normalized, CONNECT.</summary>
    Refused,

    /// <summary>The port has no HTTP routes: the connection passes through to where the caller dialled.</summary>
    PassedThrough,

    /// <summary>The port has no HTTP routes, and unknown destinations are blocked: the connection is cut off.</summary>
    Blocked,
}
