using System.Collections.Frozen;

namespace MlMesh.Mesh.Security.Tokens;

/// <summary>What a caller and the access log get of a refused token, in Envoy's words (its <c>source/common/jwt/status.cc</c>).</summary>
internal static class TokenStatuses
{
    // The length is our own bound, so the words for it are too.
    private static readonly FrozenDictionary<TokenStatus, string> Texts = new Dictionary<TokenStatus, string>
    {
        [TokenStatus.Ok] = "OK",
        [TokenStatus.Missing] = "Jwt is missing",
        [TokenStatus.NotYetValid] = "Jwt not yet valid",
        [TokenStatus.Expired] = "Jwt is expired",
        [TokenStatus.BadFormat] = "Jwt is not in the form of Header.Payload.Signature with two dots and 3 sections",
        [TokenStatus.TooLong] = "Jwt is longer than 16 KiB",
        [TokenStatus.HeaderNotBase64Url] = "Jwt header is an invalid Base64url encoded",
        [TokenStatus.HeaderNotJson] = "Jwt header is an invalid JSON",
        [TokenStatus.AlgorithmMissing] = "Jwt header [alg] field is required and must be a string",
        [TokenStatus.AlgorithmUnsupported] = "Jwt header [alg] is not supported",
        [TokenStatus.KeyIdNotText] = "Jwt header [kid] field is not a string",
        [TokenStatus.PayloadNotBase64Url] = "Jwt payload is an invalid Base64url encoded",
        [TokenStatus.PayloadNotJson] = "Jwt payload is an invalid JSON",
        [TokenStatus.IssuerNotText] = "Jwt payload [iss] field is not a string",
        [TokenStatus.SubjectNotText] = "Jwt payload [sub] field is not a string",
        [TokenStatus.IssuedAtNotNumber] = "Jwt payload [iat] field is not an integer",
        [TokenStatus.IssuedAtOutOfRange] = "Jwt payload [iat] field is not a positive 64 bit integer",
        [TokenStatus.NotBeforeNotNumber] = "Jwt payload [nbf] field is not an integer",
        [TokenStatus.NotBeforeOutOfRange] = "Jwt payload [nbf] field is not a positive 64 bit integer",
        [TokenStatus.ExpiryNotNumber] = "Jwt payload [exp] field is not an integer",
        [TokenStatus.ExpiryOutOfRange] = "Jwt payload [exp] field is not a positive 64 bit integer",
        [TokenStatus.IdNotText] = "Jwt payload [jti] field is not a string",
        [TokenStatus.AudienceNotText] = "Jwt payload [aud] field is not a string or string list",
        [TokenStatus.SignatureNotBase64Url] = "Jwt signature is an invalid Base64url encoded",
        [TokenStatus.IssuerUnknown] = "Jwt issuer is not configured",
        [TokenStatus.AudienceNotAllowed] = "Audiences in Jwt are not allowed",
        [TokenStatus.VerificationFails] = "Jwt verification fails",
        [TokenStatus.NoValidKey] = "Jwks doesn't have any valid public key",
        [TokenStatus.NoMatchingKey] = "Jwks doesn't have key to match kid or alg from Jwt",
    }.ToFrozenDictionary();

    /// <summary>The answer's body.</summary>
    public static string Text(this TokenStatus status) => Texts[status];

    /// <summary>RESPONSE_CODE_DETAILS.</summary>
    public static string Details(this TokenStatus status) => $"jwt_authn_access_denied{{{status.Text().Replace(' ', '_')}}}";

    /// <summary>The answer's HTTP status.</summary>
    public static int HttpStatus(this TokenStatus status) => status == TokenStatus.AudienceNotAllowed ? 403 : 401;
}
