using MlMesh.Mesh.Explaining;
using MlMesh.Mesh.Explaining.Answers;
using MlMesh.Mesh.Resources;
using MlMesh.Mesh.Routing;

namespace MlMesh.Mesh.PolicyTests.Coverage;

/// <summary>
/// Which match blocks of which VirtualServices tests have met, over any number of policies. A block that several policies share, because they include the same
/// file, is one block.
/// </summary>
public sealed class RouteCoverage
{
    private readonly Dictionary<(SourceLocation Service, int Rule, int Match), CoveredRoute> _routes = [];

    /// <summary>All match blocks, in the order of the files.</summary>
    public IReadOnlyList<CoveredRoute> Routes => [.. _routes.Values.OrderBy(route => route.Location.File, StringComparer.Ordinal).ThenBy(route => route.Location.Line)];

    /// <summary>How many were met, in percent; 100 when there is none.</summary>
    public double Percent => _routes.Count == 0 ? 100 : 100.0 * _routes.Values.Count(route => route.IsMet) / _routes.Count;

    /// <summary>Adds the match blocks of a policy.</summary>
    public void Expect(PolicyModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        foreach (var service in model.Stated.VirtualServices)
        {
            for (var rule = 0; rule < service.Http.Count; rule++)
            {
                // What delegates has no route of its own.
                if (service.Http[rule].Delegate is not null)
                    continue;
                for (var match = Blocks(service, rule) == 0 ? -1 : 0; match < Blocks(service, rule); match++)
                    Add(model, service, rule, match);
            }
        }
    }

    internal void Met(PolicyModel model, RequestAnswer answer)
    {
        if (answer.Kind is AnswerKind.Denied or AnswerKind.Refused || answer.Route?.Origin is not { } origin
            || model.Stated.VirtualServices.FirstOrDefault(service => service.Name == origin.Name && service.Namespace == origin.Namespace) is not { } service)
            return;
        var match = Blocks(service, origin.Rule) == 0 ? -1 : origin.Match;
        if (_routes.TryGetValue((service.Location, origin.Rule, match), out var route))
            _routes[(service.Location, origin.Rule, match)] = route with { IsMet = true };
    }

    private void Add(PolicyModel model, VirtualService service, int rule, int match)
    {
        var origin = new RouteOrigin(service.Namespace, service.Name, rule, match);
        _routes.TryAdd((service.Location, rule, match), new CoveredRoute(service.Id, service.Http[rule].Name, rule, match, RouteSources.Locate(model.Stated, origin) ?? service.Location, false));
    }

    /// <summary>The blocks that count. A delegate's are merged with those of the rules that name it, so there the rule counts as one.</summary>
    private static int Blocks(VirtualService service, int rule) => service.Hosts.Count == 0 ? 0 : service.Http[rule].Match.Count;
}
