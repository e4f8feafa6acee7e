using System.Text;

namespace MlMesh.Tests.Cli.Policy;

/// <summary>An output that takes nothing, such as a full disk.</summary>
internal sealed class FailingWriter(Exception failure) : TextWriter
{
    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value) => throw failure;
}
