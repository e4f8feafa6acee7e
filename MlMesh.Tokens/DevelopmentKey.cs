using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using MlMesh.Mesh.Security.Identity;

namespace MlMesh.Tokens;

/// <summary>
/// The key of the development issuer: ES256, in a file that only its owner can read. Where the file has the public half alone, as in a cluster, it serves
/// the key set but signs nothing. Thread-safe.
/// </summary>
internal sealed class DevelopmentKey : IDisposable
{
    private readonly ECDsa _key;
    private readonly string _keyId;
    private readonly string _path;
    private readonly Lock _lock = new();

    private DevelopmentKey(ECDsa key, bool isPrivate, string path)
    {
        _key = key;
        IsPrivate = isPrivate;
        _path = path;
        _keyId = Base64UrlEncoder.Encode(new ECDsaSecurityKey(key).ComputeJwkThumbprint());
    }

    /// <summary>Where the key is unless somebody says otherwise: the user's application data folder.</summary>
    public static string DefaultPath { get; } =
        Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData, Environment.SpecialFolderOption.DoNotVerify), "mlmesh", "tokens", "signing-key.pem");

    /// <summary>Whether it can sign.</summary>
    public bool IsPrivate { get; }

    /// <summary>Opens the key, and makes one when there is none yet.</summary>
    /// <param name="path">The PEM file.</param>
    /// <exception cref="IOException">The file cannot be read or written, holds no such key, or others can read its private key.</exception>
    public static DevelopmentKey Open(string path)
    {
        path = Path.GetFullPath(path);
        try
        {
            if (!File.Exists(path))
                Create(path);
            return Read(path);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new IOException($"The key of the development issuer cannot be used: {e.Message}", e);
        }
    }

    /// <summary>Signs a token.</summary>
    /// <exception cref="InvalidOperationException">It is a public key.</exception>
    public string Sign(DevelopmentToken token)
    {
        if (!IsPrivate)
            throw new InvalidOperationException($"{_path} holds a public key, which signs nothing.");
        var claims = new Dictionary<string, object> { [JwtRegisteredClaimNames.Sub] = token.User };
        if (token.Role is not null)
            claims["role"] = token.Role;
        if (token.Groups.Count > 0)
            claims["groups"] = token.Groups.ToArray();
        var descriptor = new SecurityTokenDescriptor
        {
            Issuer = token.Issuer,
            Audience = token.Audience,
            Claims = claims,
            IssuedAt = token.IssuedAt.UtcDateTime,
            NotBefore = token.IssuedAt.UtcDateTime,
            Expires = token.ExpiresAt.UtcDateTime,
            SigningCredentials = new SigningCredentials(new ECDsaSecurityKey(_key) { KeyId = _keyId }, SecurityAlgorithms.EcdsaSha256)
            {
                // The process-wide cache would hold on to the key after its disposal.
                CryptoProviderFactory = new CryptoProviderFactory { CacheSignatureProviders = false },
            },
        };
        lock (_lock)
            return new JsonWebTokenHandler().CreateToken(descriptor);
    }

    /// <summary>The public key as a JSON Web Key Set.</summary>
    public object KeySet()
    {
        var point = _key.ExportParameters(includePrivateParameters: false).Q;
        return new
        {
            keys = new[]
            {
                new { kty = "EC", crv = "P-256", use = "sig", alg = SecurityAlgorithms.EcdsaSha256, kid = _keyId, x = Base64UrlEncoder.Encode(point.X), y = Base64UrlEncoder.Encode(point.Y) },
            },
        };
    }

    /// <summary>The public key as PEM.</summary>
    public string PublicPem() => _key.ExportSubjectPublicKeyInfoPem();

    /// <inheritdoc/>
    public void Dispose() => _key.Dispose();

    private static void Create(string path)
    {
        var folder = Path.GetDirectoryName(path)!;
        if (!Directory.Exists(folder))
            OwnerOnly.CreateFolder(folder);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        // Whole or not at all: two who begin at once end with one key.
        var draft = $"{path}.{Guid.NewGuid():n}";
        OwnerOnly.WriteFile(draft, key.ExportPkcs8PrivateKeyPem() + Environment.NewLine);
        try
        {
            File.Move(draft, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(draft);
        }
    }

    private static DevelopmentKey Read(string path)
    {
        var pem = File.ReadAllText(path);
        var isPrivate = pem.Contains("PRIVATE KEY", StringComparison.Ordinal);
        const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;
        if (isPrivate && !OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & Others) != 0)
            throw new IOException($"Others than its owner can open the private key {path}. Run: chmod 600 '{path}'. Delete it if somebody may have read it; a new one is made then.");
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(pem);
            if (key.KeySize == 256)
                return new DevelopmentKey(key, isPrivate, path);
        }
        catch (Exception e) when (e is ArgumentException or CryptographicException)
        {
            key.Dispose();
            throw new IOException($"{path} holds no key on the curve P-256 in PEM. Delete it; a new one is made then.", e);
        }

        key.Dispose();
        throw new IOException($"{path} holds a key on another curve than P-256. Delete it; a new one is made then.");
    }
}
