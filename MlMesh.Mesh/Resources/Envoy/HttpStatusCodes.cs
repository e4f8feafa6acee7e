using System.Globalization;

namespace MlMesh.Mesh.Resources.Envoy;

/// <summary>Envoy's names of status codes (<c>envoy.type.v3.StatusCode</c>), as far as they refuse.</summary>
internal static class HttpStatusCodes
{
    private const int TooManyRequests = 429;

    private static readonly Dictionary<string, int> ByName = new(StringComparer.Ordinal)
    {
        ["BadRequest"] = 400, ["Unauthorized"] = 401, ["PaymentRequired"] = 402, ["Forbidden"] = 403, ["NotFound"] = 404, ["MethodNotAllowed"] = 405, ["NotAcceptable"] = 406,
        ["ProxyAuthenticationRequired"] = 407, ["RequestTimeout"] = 408, ["Conflict"] = 409, ["Gone"] = 410, ["LengthRequired"] = 411, ["PreconditionFailed"] = 412,
        ["PayloadTooLarge"] = 413, ["URITooLong"] = 414, ["UnsupportedMediaType"] = 415, ["RangeNotSatisfiable"] = 416, ["ExpectationFailed"] = 417, ["MisdirectedRequest"] = 421,
        ["UnprocessableEntity"] = 422, ["Locked"] = 423, ["FailedDependency"] = 424, ["UpgradeRequired"] = 426, ["PreconditionRequired"] = 428, ["TooManyRequests"] = 429,
        ["RequestHeaderFieldsTooLarge"] = 431, ["InternalServerError"] = 500, ["NotImplemented"] = 501, ["BadGateway"] = 502, ["ServiceUnavailable"] = 503, ["GatewayTimeout"] = 504,
        ["HTTPVersionNotSupported"] = 505, ["VariantAlsoNegotiates"] = 506, ["InsufficientStorage"] = 507, ["LoopDetected"] = 508, ["NotExtended"] = 510,
        ["NetworkAuthenticationRequired"] = 511,
        ["Empty"] = 0, ["Continue"] = 100, ["OK"] = 200, ["Created"] = 201, ["Accepted"] = 202, ["NonAuthoritativeInformation"] = 203, ["NoContent"] = 204, ["ResetContent"] = 205,
        ["PartialContent"] = 206, ["MultiStatus"] = 207, ["AlreadyReported"] = 208, ["IMUsed"] = 226, ["MultipleChoices"] = 300, ["MovedPermanently"] = 301, ["Found"] = 302,
        ["SeeOther"] = 303, ["NotModified"] = 304, ["UseProxy"] = 305, ["TemporaryRedirect"] = 307, ["PermanentRedirect"] = 308,
    };

    /// <summary>Whether Envoy has a name for the code.</summary>
    public static bool IsKnown(int code) => ByName.ContainsValue(code);

    /// <summary>Reads <c>{code: …}</c>; what would not refuse becomes 429.</summary>
    public static int ReadRefusal(EnvoyMessage? message) => Read(message) is { } status and >= 400 ? status : TooManyRequests;

    /// <summary>Reads <c>{code: …}</c>; none without.</summary>
    public static int? Read(EnvoyMessage? message)
    {
        if (message is null)
            return null;
        var text = message.Text("code");
        message.Done();
        if (ByName.TryGetValue(text, out var status) || (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out status) && IsKnown(status)))
            return status;
        message.Report.Refused(message.Path, message.Line, $"unknown status code {text}");
        return null;
    }
}
