using System.Buffers;
using System.Buffers.Text;
using System.Collections.Frozen;
using System.Text;

namespace MlMesh.Mesh.Security.Tokens;

/// <summary>Takes tokens apart with Envoy's checks in Envoy's order, so that a faulty one is refused with the same words.</summary>
internal static class JsonWebTokenParser
{
    // EdDSA is among them as Envoy names it so; no key of ours can verify it.
    private static readonly FrozenSet<string> Algorithms = FrozenSet.Create(StringComparer.Ordinal,
        ["ES256", "ES384", "ES512", "HS256", "HS384", "HS512", "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "EdDSA"]);

    /// <summary>Parses a token.</summary>
    /// <param name="text">The token.</param>
    /// <param name="token">The token's parts when the status is <see cref="TokenStatus.Ok"/>.</param>
    public static TokenStatus Parse(ReadOnlySpan<char> text, out JsonWebToken? token)
    {
        token = null;
        if (text.Length > JsonWebToken.MaximumLength)
            return TokenStatus.TooLong;
        Span<Range> sections = stackalloc Range[4];
        if (text.Split(sections, '.') != 3 || text[sections[0]].IsEmpty || text[sections[1]].IsEmpty || text[sections[2]].IsEmpty)
            return TokenStatus.BadFormat;

        if (!TryDecode(text[sections[0]], out var headerBytes))
            return TokenStatus.HeaderNotBase64Url;
        if (ClaimReader.ReadObject(headerBytes) is not { } header)
            return TokenStatus.HeaderNotJson;
        if (header.Field("alg") is not { Kind: ClaimKind.Text, Text: var algorithm })
            return TokenStatus.AlgorithmMissing;
        if (!Algorithms.Contains(algorithm))
            return TokenStatus.AlgorithmUnsupported;
        if (header.Field("kid") is { Kind: not ClaimKind.Text })
            return TokenStatus.KeyIdNotText;

        if (!TryDecode(text[sections[1]], out var payloadBytes))
            return TokenStatus.PayloadNotBase64Url;
        if (ClaimReader.ReadObject(payloadBytes) is not { } payload)
            return TokenStatus.PayloadNotJson;
        var status = ReadRegistered(payload, out var notBefore, out var expiry);
        if (status != TokenStatus.Ok)
            return status;
        if (!TryDecode(text[sections[2]], out var signature))
            return TokenStatus.SignatureNotBase64Url;

        var whole = text.ToString();
        token = new JsonWebToken
        {
            Text = whole,
            PayloadText = whole[sections[1]],
            Signed = Encoding.ASCII.GetBytes(whole, 0, sections[1].End.Value),
            Signature = signature,
            Algorithm = algorithm,
            KeyId = header.Field("kid")?.Text ?? "",
            Issuer = payload.Field("iss")?.Text ?? "",
            Audiences = payload.Field("aud")?.Texts ?? [],
            NotBefore = notBefore,
            Expiry = expiry,
            Payload = payload,
        };
        return TokenStatus.Ok;
    }

    private static TokenStatus ReadRegistered(Claim payload, out ulong notBefore, out ulong expiry)
    {
        notBefore = expiry = 0;
        if (IsOtherThanText(payload.Field("iss")))
            return TokenStatus.IssuerNotText;
        if (IsOtherThanText(payload.Field("sub")))
            return TokenStatus.SubjectNotText;
        var status = ReadTime(payload.Field("iat"), TokenStatus.IssuedAtNotNumber, TokenStatus.IssuedAtOutOfRange, out _);
        if (status == TokenStatus.Ok)
            status = ReadTime(payload.Field("nbf"), TokenStatus.NotBeforeNotNumber, TokenStatus.NotBeforeOutOfRange, out notBefore);
        if (status == TokenStatus.Ok)
            status = ReadTime(payload.Field("exp"), TokenStatus.ExpiryNotNumber, TokenStatus.ExpiryOutOfRange, out expiry);
        if (status != TokenStatus.Ok)
            return status;
        if (IsOtherThanText(payload.Field("jti")))
            return TokenStatus.IdNotText;
        return payload.Field("aud") switch
        {
            null or { Kind: ClaimKind.Text } => TokenStatus.Ok,
            { Kind: ClaimKind.List } list when list.Texts.Count == list.Items.Count => TokenStatus.Ok,
            _ => TokenStatus.AudienceNotText,
        };
    }

    private static bool IsOtherThanText(Claim? claim) => claim is not null && claim.Kind != ClaimKind.Text;

    private static TokenStatus ReadTime(Claim? claim, TokenStatus notNumber, TokenStatus outOfRange, out ulong seconds)
    {
        seconds = 0;
        if (claim is null)
            return TokenStatus.Ok;
        if (claim.Kind != ClaimKind.Number)
            return notNumber;
        if (claim.Number is < 0 or >= ulong.MaxValue)
            return outOfRange;
        seconds = (ulong)claim.Number;
        return TokenStatus.Ok;
    }

    private static bool TryDecode(ReadOnlySpan<char> section, out byte[] bytes)
    {
        bytes = new byte[Base64Url.GetMaxDecodedLength(section.Length)];
        var status = Base64Url.DecodeFromChars(section, bytes, out _, out var written);
        if (status != OperationStatus.Done)
            return false;
        Array.Resize(ref bytes, written);
        return true;
    }
}
