namespace MlMesh.Tests.Mesh.Hostile.Fuzzing;

/// <summary>Spoils texts, a character to a byte. The same seed spoils them in the same way.</summary>
/// <param name="seed">Seed of the random source.</param>
/// <param name="corpus">Good texts to start from.</param>
/// <param name="words">What parsers trip over.</param>
internal sealed class Mutator(int seed, IReadOnlyList<string> corpus, IReadOnlyList<string> words)
{
    private const int MaximumLength = 16 * 1024;
    private const int MaximumRepeats = 200;

    private readonly Random _random = new(seed);

    /// <summary>The next text.</summary>
    public string Next()
    {
        var text = Pick(corpus);
        for (var changes = _random.Next(1, 8); changes > 0; changes--)
            text = Change(text);
        return text.Length > MaximumLength ? text[..MaximumLength] : text;
    }

    private string Change(string text)
    {
        var at = _random.Next(text.Length + 1);
        var length = _random.Next(Math.Min(32, text.Length - at) + 1);
        return _random.Next(7) switch
        {
            0 => text.Insert(at, Pick(words)),
            1 => text.Insert(at, ((char)_random.Next(256)).ToString()),
            2 => text.Remove(at, length),
            3 => text.Insert(at, text.Substring(at, length)),
            4 => text.Insert(at, string.Concat(Enumerable.Repeat(Pick(words), _random.Next(MaximumRepeats)))),
            5 => text[..at] + Tail(Pick(corpus), at),
            _ => at == text.Length ? text : string.Concat(text.AsSpan(0, at), ((char)(text[at] ^ (1 << _random.Next(8)))).ToString(), text.AsSpan(at + 1)),
        };
    }

    private static string Tail(string text, int start) => text[Math.Min(start, text.Length)..];

    private string Pick(IReadOnlyList<string> from) => from[_random.Next(from.Count)];
}
