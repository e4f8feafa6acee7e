namespace MlMesh.LocalServices.Authorization;

/// <summary>Settings of the policy service, section <c>Authorization</c>.</summary>
internal sealed class PolicyServiceOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Authorization";

    /// <summary>The YAML file with the decision table.</summary>
    public string Decisions { get; set; } = "";
}
