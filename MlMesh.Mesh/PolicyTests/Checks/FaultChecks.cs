using System.Globalization;
using MlMesh.Mesh.Explaining.Answers;
using MlMesh.Mesh.PolicyTests.Reading;
using MlMesh.Mesh.Resources.Yaml;
using MlMesh.Mesh.Routing;

namespace MlMesh.Mesh.PolicyTests.Checks;

/// <summary><c>fault</c>: <c>none</c>, or <c>{delay, delayPercent, abort, abortPercent}</c>. A fault of which nothing is stated must not be there.</summary>
internal static class FaultChecks
{
    public static Func<RequestAnswer, IEnumerable<string>> Fault(YamlField field)
    {
        if (field.Value.IsNone())
            return answer => answer.Route?.Fault is null ? [] : ["expected no injected fault, got one"];
        field.Value.Fields("fault", ["delay", "delayPercent", "abort", "abortPercent"]);
        TimeSpan? delay = field.Value["delay"]?.Duration("delay");
        var delayPercent = field.Value["delayPercent"]?.Number("delayPercent") ?? 100;
        var abort = field.Value["abort"]?.Whole("abort");
        var abortPercent = field.Value["abortPercent"]?.Number("abortPercent") ?? 100;
        return answer =>
        [
            .. Delay(delay, delayPercent, answer.Route?.Fault?.Delay),
            .. Abort(abort, abortPercent, answer.Route?.Fault?.Abort),
        ];
    }

    private static IEnumerable<string> Delay(TimeSpan? expected, double percent, InjectedDelay? actual)
    {
        var differences = Words.Same("injected delay", expected, actual?.Duration);
        return expected is null || actual is null ? differences : differences.Concat(Words.Same("% delayed", percent, actual.Share.Millionths / 10_000.0));
    }

    private static IEnumerable<string> Abort(int? expected, double percent, InjectedAbort? actual)
    {
        var differences = Words.Same("injected status", expected?.ToString(CultureInfo.InvariantCulture), (actual?.HttpStatus ?? actual?.GrpcStatus)?.ToString(CultureInfo.InvariantCulture));
        return expected is null || actual is null ? differences : differences.Concat(Words.Same("% aborted", percent, actual.Share.Millionths / 10_000.0));
    }
}
