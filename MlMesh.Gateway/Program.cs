using MlMesh.Gateway;

await GatewayApplication.Build(args).RunAsync();
