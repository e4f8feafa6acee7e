using System.Diagnostics;
using System.Globalization;
using Xunit;

namespace MlMesh.Tests.Mesh.Hostile.Fuzzing;

/// <summary>Runs one parser on spoilt texts for its share of the time: <c>MLMESH_FUZZ_SECONDS</c> in all (60 in CI), a few seconds without.</summary>
internal static class FuzzRun
{
    /// <summary>How many runs share the time.</summary>
    private const int Runs = 10;
    private const int DefaultSeconds = 10;

    // Anything beyond is a hang: good texts take well under a millisecond.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly int[] Seeds = [1, 7, 1729, 20010604];

    private static readonly string[] Words =
    [
        "\r\n", "\n", "\r", "\0", "%00", "%2f", "%2F", "%5c", "%", "%u002f", "..", "/../", "/./", "//", "\\", "?", "#", ";", ":", "=", ",", " ", "\t", "\"", "'", "&a ", "*a", "<<: ", "- ", "? ", "!!binary ", "!!float ",
        "{", "}", "[", "]", "(", ")", "|", ">", "*", "+", "a{1,1000}", "\\p{Greek}", "(?i)", ".nan", "-.inf", "1e400", "0x", "~", "null", "---\n", "...\n", "\u00ef\u00bb\u00bf", "\u00c0\u00af", "A==", "eyJ", ".", "9999999999999999999",
        "Transfer-Encoding: chunked\r\n", "Content-Length: 5\r\n", "HTTP/1.1", "FFFFFFFF\r\n",
    ];

    /// <summary>Fails with the text that a parser throws on or takes too long for.</summary>
    /// <param name="corpus">Good texts.</param>
    /// <param name="parse">Parses one, and checks what must hold of the result.</param>
    public static async Task OnAsync(IReadOnlyList<string> corpus, Func<string, Task> parse)
    {
        var share = TimeSpan.FromSeconds(Seconds) / Runs / Seeds.Length;
        foreach (var seed in Seeds)
        {
            var mutator = new Mutator(seed, corpus, Words);
            var started = Stopwatch.GetTimestamp();
            do
                await TryAsync(mutator.Next(), parse, seed);
            while (Stopwatch.GetElapsedTime(started) < share);
        }
    }

    public static Task On(IReadOnlyList<string> corpus, Action<string> parse) => OnAsync(corpus, text =>
    {
        parse(text);
        return Task.CompletedTask;
    });

    private static double Seconds => Environment.GetEnvironmentVariable("MLMESH_FUZZ_SECONDS") is { Length: > 0 } text ? double.Parse(text, CultureInfo.InvariantCulture) : DefaultSeconds;

    private static async Task TryAsync(string text, Func<string, Task> parse, int seed)
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            await parse(text).WaitAsync(TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken);
        }
        catch (Exception failure)
        {
            Assert.Fail($"Seed {seed}: {failure.GetType().Name} on {System.Text.Json.JsonSerializer.Serialize(text)}\n{failure}");
        }

        Assert.True(Stopwatch.GetElapsedTime(started) < Patience, $"Seed {seed}: too slow on {System.Text.Json.JsonSerializer.Serialize(text)}");
    }
}
