namespace MlMesh.Mesh.Explaining.World;

/// <summary>A host that a request addresses.</summary>
/// <param name="Host">Its name as the caller writes it.</param>
/// <param name="Namespace">The caller's namespace.</param>
/// <param name="Port">The port, if the caller states one.</param>
internal readonly record struct AskedHost(string Host, string Namespace, int? Port);
