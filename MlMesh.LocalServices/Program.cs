using MlMesh.LocalServices.Authorization;
using MlMesh.LocalServices.EgressGateway;
using MlMesh.LocalServices.Tokens;
using MlMesh.ServiceDefaults;

// One process for each part that something else plays in a cluster; the first argument says which.
switch (args)
{
    case [TokenIssuerApplication.Name, .. var rest]:
        return await ServiceMain.RunAsync(() => TokenIssuerApplication.Build(rest));
    case [EgressGatewayApplication.Name, .. var rest]:
        return await ServiceMain.RunAsync(() => EgressGatewayApplication.Build(rest));
    case [PolicyServiceApplication.Name, .. var rest]:
        return await ServiceMain.RunAsync(() => PolicyServiceApplication.Build(rest));
    default:
        await Console.Error.WriteLineAsync($"Name the service to run: {TokenIssuerApplication.Name}, {EgressGatewayApplication.Name} or {PolicyServiceApplication.Name}.");
        return 1;
}
