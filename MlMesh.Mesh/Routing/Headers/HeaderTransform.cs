using System.Collections.Immutable;

namespace MlMesh.Mesh.Routing.Headers;

/// <summary>One step of header changes: all removals, then all replacements, then all additions, as Envoy's header parser runs them.</summary>
public sealed class HeaderTransform
{
    /// <summary>Names (lower case) whose lines are all removed.</summary>
    public ImmutableArray<string> Remove { get; init; } = [];

    /// <summary>Values that replace all lines of their name.</summary>
    public ImmutableArray<HeaderAssignment> Set { get; init; } = [];

    /// <summary>Values that become a further line.</summary>
    public ImmutableArray<HeaderAssignment> Add { get; init; } = [];

    /// <summary>Nothing to do.</summary>
    public bool IsEmpty => Remove.IsEmpty && Set.IsEmpty && Add.IsEmpty;

    /// <summary>Runs the step. Values are computed after the removals and before the first change; an empty one changes nothing.</summary>
    /// <param name="headers">The headers to change.</param>
    /// <param name="substitutions">What <c>%…%</c> commands mean for this request.</param>
    public void Apply(IHeaderEditor headers, ISubstitutions substitutions)
    {
        ArgumentNullException.ThrowIfNull(headers);
        foreach (var name in Remove)
            headers.Remove(name);
        if (Set.Length + Add.Length == 0)
            return;
        if (AllLiteral(Set) && AllLiteral(Add))
        {
            foreach (var assignment in Set)
                headers.Replace(assignment.Name, assignment.Value.Evaluate(substitutions));
            foreach (var assignment in Add)
                headers.Append(assignment.Name, assignment.Value.Evaluate(substitutions));
            return;
        }
        var values = new string[Set.Length + Add.Length];
        for (var i = 0; i < values.Length; i++)
            values[i] = (i < Set.Length ? Set[i] : Add[i - Set.Length]).Value.Evaluate(substitutions);
        for (var i = 0; i < values.Length; i++)
        {
            if (values[i].Length == 0)
                continue;
            if (i < Set.Length)
                headers.Replace(Set[i].Name, values[i]);
            else
                headers.Append(Add[i - Set.Length].Name, values[i]);
        }
    }

    private static bool AllLiteral(ImmutableArray<HeaderAssignment> assignments)
    {
        foreach (var assignment in assignments)
        {
            if (!assignment.Value.IsLiteral || assignment.Value.Text.Length == 0)
                return false;
        }
        return true;
    }
}
