using MlMesh.Mesh.Resources;

namespace MlMesh.Mesh.Analysis.Own;

/// <summary>Response headers that replace all cookies.</summary>
internal sealed class SetCookieAnalyzer : IAnalyzer
{
    public IReadOnlyList<FindingCode> Codes { get; } = [OwnCodes.SetCookieReplacesAll];

    public void Analyze(AnalysisContext context)
    {
        foreach (var service in context.Resources.All<VirtualService>())
        {
            for (var i = 0; i < service.Http.Count; i++)
            {
                Check(context, service, service.Http[i].Headers, "spec", "http", i);
                for (var j = 0; j < service.Http[i].Route.Count; j++)
                    Check(context, service, service.Http[i].Route[j].Headers, "spec", "http", i, "route", j);
            }
        }
    }

    private static void Check(AnalysisContext context, VirtualService service, Headers? headers, params object[] steps)
    {
        if (headers?.Response?.Set.Keys.FirstOrDefault(name => string.Equals(name, "set-cookie", StringComparison.OrdinalIgnoreCase)) is { } name)
            context.ReportAt(OwnCodes.SetCookieReplacesAll, service, FieldPath.Of([.. steps, "headers", "response", "set", name]), "set replaces every cookie that the application sets in the same answer");
    }
}
