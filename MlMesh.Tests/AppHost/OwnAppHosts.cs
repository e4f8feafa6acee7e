using Xunit;

namespace MlMesh.Tests.AppHost;

/// <summary>Tests that start whole applications of their own: one after the other, as each is half a dozen processes.</summary>
[CollectionDefinition(Name)]
public sealed class OwnAppHosts
{
    public const string Name = "AppHosts of their own";
}
