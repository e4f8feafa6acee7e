namespace MlMesh.Mesh.Security.Origination;

/// <summary>A file of a DestinationRule's <c>tls</c> cannot be used. There is no connection then.</summary>
/// <param name="field">The field that names the file.</param>
/// <param name="isAbsent">Whether it merely is not here; the cluster may have it.</param>
/// <param name="problem">What is wrong, with the file's name and never with what is in it.</param>
/// <param name="remedy">What to do about it.</param>
internal sealed class ClientTlsFileException(string field, bool isAbsent, string problem, string remedy) : IOException($"{field}: {problem}")
{
    public string Field { get; } = field;

    public bool IsAbsent { get; } = isAbsent;

    public string Problem { get; } = problem;

    public string Remedy { get; } = remedy;
}
