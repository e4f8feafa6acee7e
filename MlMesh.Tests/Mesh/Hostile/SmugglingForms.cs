using Xunit;

namespace MlMesh.Tests.Mesh.Hostile;

/// <summary>Requests of which two servers might disagree where they end. What one would take for the rest of a body, another would take for a request of its own: <c>GET /v2/smuggled</c>, which the gateway would forward.</summary>
internal static class SmugglingForms
{
    public const string Hidden = "/v2/smuggled";

    private const string Smuggled = $"GET {Hidden} HTTP/1.1\r\nHost: x\r\n\r\n";

    /// <summary>Those that RFC 9112 6.1 lets a server read, which Kestrel does in the way that the RFC says; Envoy refuses them.</summary>
    public static readonly string[] TakenByTheRules = ["length and chunks", "chunks and length", "a length with a sign"];

    /// <summary>Each form: its name, and its bytes.</summary>
    public static TheoryData<string, string> All
    {
        get
        {
            var forms = new TheoryData<string, string>();
            foreach (var (name, headers) in Framings)
                forms.Add(name, Post(headers) + "0\r\n\r\n" + Smuggled);
            foreach (var (name, body) in Bodies)
                forms.Add(name, Post("Transfer-Encoding: chunked") + body + Smuggled);
            forms.Add("a head that ends in a bare carriage return", "POST /predict HTTP/1.1\rHost: x\r\r" + Smuggled);
            forms.Add("white space before the first header", "POST /predict HTTP/1.1\r\n Content-Length: 5\r\nHost: x\r\n\r\n12345" + Smuggled);
            forms.Add("a target with white space", $"POST /predict HTTP/1.1{Smuggled} HTTP/1.1\r\nHost: x\r\n\r\n");
            forms.Add("a length on a protocol of 0.9", "POST /predict\r\n\r\n" + Smuggled);
            return forms;
        }
    }

    private static IEnumerable<(string Name, string Headers)> Framings =>
    [
        ("length and chunks", "Content-Length: 5\r\nTransfer-Encoding: chunked"),
        ("chunks and length", "Transfer-Encoding: chunked\r\nContent-Length: 5"),
        ("two lengths", "Content-Length: 5\r\nContent-Length: 60"),
        ("two lengths in a line", "Content-Length: 5, 60"),
        ("a length with a sign", "Content-Length: +5"),
        ("a negative length", "Content-Length: -5"),
        ("a hexadecimal length", "Content-Length: 0x5"),
        ("a length with a space within", "Content-Length: 5 0"),
        ("a length beyond all numbers", "Content-Length: 18446744073709551621"),
        ("an empty length", "Content-Length:"),
        ("chunks twice", "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked"),
        ("chunks twice in a line", "Transfer-Encoding: chunked, chunked"),
        ("chunks that are not last", "Transfer-Encoding: chunked, identity"),
        ("chunks under another coding", "Transfer-Encoding: gzip, chunked"),
        ("an unknown coding", "Transfer-Encoding: xchunked"),
        ("a coding with a control character", "Transfer-Encoding: \vchunked"),
        ("a coding in quotes", "Transfer-Encoding: \"chunked\""),
        ("a space before the colon", "Transfer-Encoding : chunked\r\nContent-Length: 5"),
        ("a tab before the colon", "Content-Length\t: 5\r\nTransfer-Encoding: chunked"),
        ("a folded header", "Transfer-Encoding:\r\n chunked\r\nContent-Length: 5"),
        ("a header folded with a tab", "X: y\r\n\tTransfer-Encoding: chunked\r\nContent-Length: 5"),
        ("a bare carriage return in a value", "X: y\rTransfer-Encoding: chunked\r\nContent-Length: 5"),
        ("a zero byte in a value", "X: y\0\r\nContent-Length: 5\r\nTransfer-Encoding: chunked"),
        ("a zero byte in a name", "Transfer-Encod\0ing: chunked\r\nContent-Length: 5\r\nContent-Length: 6"),
        ("a header without a name", ": x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked"),
    ];

    private static IEnumerable<(string Name, string Body)> Bodies =>
    [
        ("a chunk size that is no number", "G\r\nhello\r\n0\r\n\r\n"),
        ("a chunk size with a prefix", "0x5\r\nhello\r\n0\r\n\r\n"),
        ("a negative chunk size", "-5\r\nhello\r\n0\r\n\r\n"),
        ("a chunk size with a word behind it", "5 6\r\nhello\r\n0\r\n\r\n"),
        ("a chunk size beyond all numbers", "FFFFFFFFFFFFFFFFF\r\nhello\r\n0\r\n\r\n"),
        ("an empty chunk size", "\r\n"),
        ("a chunk longer than its size", "5\r\nhelloABC\r\n0\r\n\r\n"),
        ("a chunk shorter than its size", "FF\r\nhello\r\n0\r\n\r\n"),
        ("a chunk without an end", "5\r\nhello0\r\n\r\n"),
        ("a size line that ends in a bare line feed", "5\nhello\r\n0\r\n\r\n"),
        ("a chunk that ends in a bare line feed", "5\r\nhello\n0\r\n\r\n"),
        ("a carriage return within an extension", "5;a=\rb\r\nhello\r\n0\r\n\r\n"),
    ];

    private static string Post(string headers) => $"POST /predict HTTP/1.1\r\nHost: x\r\n{headers}\r\n\r\n";
}
