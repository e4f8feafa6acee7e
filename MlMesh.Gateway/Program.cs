using MlMesh.Gateway;
using MlMesh.ServiceDefaults;

return await ServiceMain.RunAsync(() => GatewayApplication.Build(args));
