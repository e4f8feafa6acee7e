using MlMesh.Mesh.Explaining;
using MlMesh.Mesh.Explaining.Answers;

namespace MlMesh.Cli.Policy.Simulate;

/// <summary>What was drawn.</summary>
/// <param name="Model">The policy.</param>
/// <param name="Requests">Each kind of request with its draws.</param>
internal sealed record SimulationRun(PolicyModel Model, IReadOnlyList<(RequestQuestion Question, Simulation Result)> Requests)
{
    /// <summary>How many requests each rule of the policy took, those that took none included.</summary>
    public IReadOnlyList<RuleHits> Hits()
    {
        var hits = Requests.Where(request => request.Result.Answer.Route?.Origin is not null)
            .GroupBy(request => (request.Result.Answer.Route!.Origin!.Namespace, request.Result.Answer.Route.Origin.Name, request.Result.Answer.Route.Origin.Rule))
            .ToDictionary(group => group.Key, group => group.Sum(request => request.Result.Count));
        return
        [
            .. Model.Stated.VirtualServices.SelectMany(service => service.Http.Select((rule, i) => new RuleHits(
                $"{service.Namespace}/{service.Name}", rule.Name, i, RouteSources.Locate(Model.Stated, new Mesh.Routing.RouteOrigin(service.Namespace, service.Name, i, -1)), hits.GetValueOrDefault((service.Namespace, service.Name, i))))),
        ];
    }
}
