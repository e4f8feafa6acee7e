using System.Globalization;
using MlMesh.Mesh.Explaining.Answers;
using MlMesh.Mesh.Resources;

namespace MlMesh.Mesh.PolicyTests.Checks;

/// <summary>What failures say.</summary>
internal static class Words
{
    public static IEnumerable<string> Same(string what, string? expected, string? actual) =>
        expected == actual ? [] : [$"expected {what} {Quoted(expected)}, got {Quoted(actual)}"];

    public static IEnumerable<string> Same(string what, TimeSpan? expected, TimeSpan? actual) =>
        expected == actual ? [] : [$"expected {what} {Of(expected)}, got {Of(actual)}"];

    public static IEnumerable<string> Same(string what, double expected, double actual) =>
        Math.Abs(expected - actual) < 1e-9 ? [] : [$"expected {what} {Of(expected)}, got {Of(actual)}"];

    public static string Of(TimeSpan? duration) => duration is { } value ? GoDuration.Format(value) : "none";

    public static string Of(double number) => number.ToString("0.####", CultureInfo.InvariantCulture);

    /// <summary><c>PassedThrough</c> as <c>passed-through</c>.</summary>
    public static string Of(AnswerKind kind) => kind switch
    {
        AnswerKind.NotFound => "not-found",
        AnswerKind.PassedThrough => "passed-through",
        _ => kind.ToString().ToLowerInvariant(),
    };

    private static string Quoted(string? text) => text is null ? "none" : $"'{text}'";
}
