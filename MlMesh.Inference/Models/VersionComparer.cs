namespace MlMesh.Inference.Models;

/// <summary>Orders versions as people do: v10 is newer than v9.</summary>
internal sealed class VersionComparer : IComparer<string>
{
    private VersionComparer()
    {
    }

    /// <summary>The newest version first.</summary>
    public static IComparer<string> NewestFirst { get; } = new VersionComparer();

    public int Compare(string? x, string? y) => CompareRuns(y, x);

    private static int CompareRuns(ReadOnlySpan<char> x, ReadOnlySpan<char> y)
    {
        while (!x.IsEmpty && !y.IsEmpty)
        {
            var numbers = char.IsAsciiDigit(x[0]) && char.IsAsciiDigit(y[0]);
            var left = TakeRun(ref x, numbers);
            var right = TakeRun(ref y, numbers);
            var order = numbers && left.Length != right.Length ? left.Length - right.Length : left.SequenceCompareTo(right);
            if (order != 0)
                return order;
        }
        return x.Length - y.Length;
    }

    private static ReadOnlySpan<char> TakeRun(ref ReadOnlySpan<char> text, bool numbers)
    {
        var length = 1;
        if (numbers)
        {
            length = text.IndexOfAnyExceptInRange('0', '9') is var end and >= 0 ? end : text.Length;
        }
        var run = text[..length];
        text = text[length..];
        return numbers ? run.TrimStart('0') : run;
    }
}
