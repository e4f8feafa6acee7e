using System.Collections.Immutable;
using MlMesh.Mesh.Routing.Headers;
using Operations = MlMesh.Mesh.Resources.HeaderOperations;

namespace MlMesh.Mesh.Routing.Translation;

/// <summary>Translates header operations. Changes of <c>host</c> are no header change but a rewrite of the authority; other pseudo-headers cannot be changed.</summary>
internal static class HeaderTranslator
{
    public static HeaderTransform Translate(params ReadOnlySpan<Operations?> levels)
    {
        var remove = ImmutableArray.CreateBuilder<string>();
        var set = ImmutableArray.CreateBuilder<HeaderAssignment>();
        var add = ImmutableArray.CreateBuilder<HeaderAssignment>();
        foreach (var level in levels)
        {
            if (level is null)
                continue;
            remove.AddRange(level.Remove.Where(IsChangeable).Select(name => name.ToLowerInvariant()));
            set.AddRange(Assignments(level.Set));
            add.AddRange(Assignments(level.Add));
        }
        return new HeaderTransform { Remove = remove.ToImmutable(), Set = set.ToImmutable(), Add = add.ToImmutable() };
    }

    /// <summary>The authority that operations set; none when they do not.</summary>
    public static string? Authority(Operations? operations) => operations is null ? null : Authority(operations.Set) ?? Authority(operations.Add);

    /// <summary>Drops empty steps.</summary>
    public static ImmutableArray<HeaderTransform> Steps(params ReadOnlySpan<HeaderTransform> steps)
    {
        var result = ImmutableArray.CreateBuilder<HeaderTransform>(steps.Length);
        foreach (var step in steps)
        {
            if (!step.IsEmpty)
                result.Add(step);
        }
        return result.ToImmutable();
    }

    private static IEnumerable<HeaderAssignment> Assignments(IReadOnlyDictionary<string, string> headers) => headers
        .Where(header => IsChangeable(header.Key))
        .OrderBy(header => header.Key, StringComparer.Ordinal)
        .Select(header => new HeaderAssignment(header.Key.ToLowerInvariant(), HeaderFormat.Parse(header.Value)));

    private static string? Authority(IReadOnlyDictionary<string, string> headers) => headers
        .Where(header => IsHost(header.Key) && header.Value.Length > 0).Select(header => header.Value).LastOrDefault();

    private static bool IsHost(string name) => name.Equals("host", StringComparison.OrdinalIgnoreCase) || name.Equals(":authority", StringComparison.OrdinalIgnoreCase);

    private static bool IsChangeable(string name) => !name.StartsWith(':') && !IsHost(name);
}
