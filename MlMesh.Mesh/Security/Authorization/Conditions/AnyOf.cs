using System.Collections.Immutable;

namespace MlMesh.Mesh.Security.Authorization.Conditions;

/// <summary>Holds when one part holds.</summary>
internal sealed class AnyOf(ImmutableArray<AuthorizationCondition> parts) : AuthorizationCondition
{
    /// <summary>The conditions of a field and of its negation: one of the values, and none of the others. An empty list asks for nothing.</summary>
    internal static IEnumerable<AuthorizationCondition> Of(
        IReadOnlyList<string> values, IReadOnlyList<string> notValues, Func<string, IEnumerable<AuthorizationCondition>> compile)
    {
        if (values.Count > 0)
            yield return Of(values.SelectMany(compile));
        if (notValues.Count > 0)
            yield return new Not(Of(notValues.SelectMany(compile)));
    }

    /// <summary>The parts as one condition.</summary>
    internal static AuthorizationCondition Of(IEnumerable<AuthorizationCondition> parts)
    {
        var all = parts.OrderBy(part => part.Cost).ToImmutableArray();
        return all.Length == 1 ? all[0] : new AnyOf(all);
    }

    internal override int Cost => parts.Sum(part => part.Cost);

    internal override bool Matches(in AuthorizationRequest request)
    {
        foreach (var part in parts)
        {
            if (part.Matches(request))
                return true;
        }
        return false;
    }
}
