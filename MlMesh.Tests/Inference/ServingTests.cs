using Xunit;

namespace MlMesh.Tests.Inference;

/// <summary>Tests that share one store and one server of each version; they run one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class ServingTests : ICollectionFixture<ServingFixture>
{
    public const string Name = "Serving";
}
