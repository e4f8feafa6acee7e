namespace MlMesh.Mesh.Routing.Headers;

/// <summary>Headers that a rule may change. Names are given in lower case and compared without regard to case.</summary>
public interface IHeaderEditor
{
    /// <summary>Removes every line of a header.</summary>
    void Remove(string name);

    /// <summary>Replaces every line of a header by one; adds it when absent.</summary>
    void Replace(string name, string value);

    /// <summary>Adds a further line.</summary>
    void Append(string name, string value);
}
