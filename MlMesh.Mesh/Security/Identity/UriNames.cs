using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace MlMesh.Mesh.Security.Identity;

/// <summary>Reads the URIs of a certificate's subjectAltName (RFC 5280, section 4.2.1.6), which .NET does not.</summary>
internal static class UriNames
{
    private const string SubjectAlternativeName = "2.5.29.17";

    private static readonly Asn1Tag UniformResourceIdentifier = new(TagClass.ContextSpecific, 6);

    /// <summary>All URIs of a certificate; empty when it has none.</summary>
    /// <exception cref="CryptographicException">The extension is malformed.</exception>
    public static IReadOnlyList<string> Of(X509Certificate2 certificate)
    {
        if (certificate.Extensions[SubjectAlternativeName] is not { } extension)
            return [];
        var names = new List<string>();
        try
        {
            var reader = new AsnReader(extension.RawData, AsnEncodingRules.DER);
            var sequence = reader.ReadSequence();
            reader.ThrowIfNotEmpty();
            while (sequence.HasData)
            {
                if (sequence.PeekTag().HasSameClassAndValue(UniformResourceIdentifier))
                    names.Add(sequence.ReadCharacterString(UniversalTagNumber.IA5String, UniformResourceIdentifier));
                else
                    sequence.ReadEncodedValue();
            }
        }
        catch (AsnContentException malformed)
        {
            throw new CryptographicException("The certificate's subjectAltName is malformed.", malformed);
        }

        return names;
    }
}
