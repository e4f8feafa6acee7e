using MlMesh.Mesh.Security.Tokens;
using MlMesh.Mesh.Security.Tokens.Keys;

namespace MlMesh.Tests.Mesh.Security.Tokens;

/// <summary>A key that fits every token and counts the signatures that it checks.</summary>
/// <param name="verifies">What it finds of them.</param>
internal sealed class CountingKey(bool verifies) : TokenKey("", "")
{
    /// <summary>How many signatures were checked.</summary>
    public int Checks { get; private set; }

    public override bool Verifies(JsonWebToken token)
    {
        Checks++;
        return verifies;
    }
}
