namespace MlMesh.Tests.Cli.Policy.Mutations;

/// <summary>A policy file with one field changed.</summary>
/// <param name="File">The file, from the folder of overlays.</param>
/// <param name="Field">Path of the field.</param>
/// <param name="Change">The value before and after.</param>
/// <param name="Text">The changed file.</param>
internal sealed record Mutant(string File, string Field, string Change, string Text)
{
    public override string ToString() => $"{File}: {Field} {Change}";
}
