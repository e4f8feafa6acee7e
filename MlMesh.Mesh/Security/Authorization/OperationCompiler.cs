using System.Globalization;
using MlMesh.Mesh.Resources;
using MlMesh.Mesh.Security.Authorization.Conditions;

namespace MlMesh.Mesh.Security.Authorization;

/// <summary>Compiles <c>to.operation</c>.</summary>
internal static class OperationCompiler
{
    internal static AuthorizationCondition Compile(Operation operation) => AllOf.Of(
    [
        .. AnyOf.Of(operation.Hosts, operation.NotHosts, static v => [new HostCondition(v)]),
        .. AnyOf.Of(operation.Methods, operation.NotMethods, static v => [new MethodCondition(v)]),
        .. AnyOf.Of(operation.Paths, operation.NotPaths, Path),
        .. AnyOf.Of(operation.Ports, operation.NotPorts, Port),
    ]);

    internal static IEnumerable<AuthorizationCondition> Port(string value) =>
        [new PortCondition(int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var port) ? port : -1)];

    private static IEnumerable<AuthorizationCondition> Path(string value) =>
        [PathTemplate.Is(value) ? new PathTemplateCondition(value) : new PathCondition(value)];
}
