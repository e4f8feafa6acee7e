namespace MlMesh.Mesh.Resources.Envoy;

/// <summary>A key and a value by which requests are told apart.</summary>
/// <param name="Key">The key.</param>
/// <param name="Value">The value; empty in a configured descriptor for any.</param>
public readonly record struct DescriptorEntry(string Key, string Value);
