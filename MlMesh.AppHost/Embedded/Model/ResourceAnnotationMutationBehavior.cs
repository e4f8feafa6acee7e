namespace Aspire.Hosting.ApplicationModel;

/// <summary>What a new annotation does to earlier ones of its type.</summary>
public enum ResourceAnnotationMutationBehavior
{
    /// <summary>It joins them.</summary>
    Append,

    /// <summary>It replaces them.</summary>
    Replace,
}
