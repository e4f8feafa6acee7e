using System.Security.Cryptography.X509Certificates;

namespace MlMesh.Tests.Mesh.Sidecar.Origination;

/// <summary>Keys of certificates that tests have made.</summary>
internal static class TestKeys
{
    /// <summary>A certificate's key in PEM.</summary>
    public static string Key(this X509Certificate2 certificate)
    {
        using var key = certificate.GetECDsaPrivateKey()!;
        return key.ExportPkcs8PrivateKeyPem();
    }
}
