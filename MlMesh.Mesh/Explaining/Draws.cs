using MlMesh.Mesh.Explaining.Answers;
using MlMesh.Mesh.Routing;

namespace MlMesh.Mesh.Explaining;

/// <summary>Draws what a proxy would draw, in its order: the destination, the faults, the copies.</summary>
internal static class Draws
{
    public static Simulation Many(RequestAnswer answer, RouteTable? table, RequestHead head, int count, IRandom random)
    {
        var clusters = new Dictionary<string, int>(StringComparer.Ordinal);
        var mirrored = new Dictionary<string, int>(StringComparer.Ordinal);
        var (aborted, delayed) = (0, 0);
        // What no draw decides needs none.
        for (var i = 0; i < count && table is not null && answer.Kind is AnswerKind.Forwarded or AnswerKind.Aborted; i++)
        {
            var decision = table.Route(head, random);
            var route = decision.Route!;
            if (route.Fault?.Delay is { } delay && delay.Share.Draw(random))
                delayed++;
            if (route.Fault?.Abort is { } abort && abort.Share.Draw(random))
            {
                aborted++;
                continue;
            }

            Count(clusters, decision.Cluster!);
            foreach (var mirror in route.Mirrors)
            {
                if (mirror.Share.Draw(random))
                    Count(mirrored, mirror.Cluster);
            }
        }

        return new Simulation(answer, count, clusters, aborted, delayed, mirrored);
    }

    private static void Count(Dictionary<string, int> counts, string cluster) => counts[cluster] = counts.GetValueOrDefault(cluster) + 1;
}
