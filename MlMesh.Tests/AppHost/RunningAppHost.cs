using Xunit;

namespace MlMesh.Tests.AppHost;

/// <summary>Tests that share one running application: <c>[Collection(RunningAppHost.Name)]</c>, and the fixture as constructor parameter.</summary>
[CollectionDefinition(Name)]
public sealed class RunningAppHost : ICollectionFixture<AppHostFixture>
{
    public const string Name = "AppHost";
}
