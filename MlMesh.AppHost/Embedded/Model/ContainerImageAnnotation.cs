namespace Aspire.Hosting.ApplicationModel;

internal sealed record ContainerImageAnnotation(string? Registry, string Image, string Tag) : IResourceAnnotation
{
    public string Reference => $"{(Registry is null ? "" : Registry + "/")}{Image}:{Tag}";
}
