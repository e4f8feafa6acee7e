using MlMesh.AppHost;
using MlMesh.AppHost.Companions;

const string InferenceAddress = "services__model-inference__http__0";

var builder = DistributedApplication.CreateBuilder(args);
var (featureStore, featureStoreReady) = builder.AddFeatureStore("feature-store");
var v1 = AddInference("v1");
var v2 = AddInference("v2");
var gateway = builder.AddProject<Projects.MlMesh_Gateway>("gateway").WithExternalHttpEndpoints().WithHttpHealthCheck("/health/ready");

if (builder.ExecutionContext.IsPublishMode)
{
    // In the cluster one Service has both versions behind it, and the mesh splits.
    gateway.WithEnvironment(InferenceAddress, "http://model-inference:8080");
}
else
{
    if (!GatewayPort.TryRead(builder, out var port, out var error) || !Mesh.TryRead(builder, out var mesh, out error))
    {
        Console.Error.WriteLine(error);
        return 1;
    }

    // In the cluster a Job does this.
    var loader = builder.AddProject<Projects.MlMesh_Inference>("feature-loader", launchProfileName: null).WithArgs("load-features")
        .WithReference(featureStore).WaitFor(featureStoreReady).ExcludeFromManifest();
    v1.WaitForCompletion(loader);
    v2.WaitForCompletion(loader);
    gateway.WithEndpoint("http", endpoint => endpoint.Port = port).WithDashboardLink().WithReference(v1).WithReference(v2).WaitFor(v1).WaitFor(v2);
    if (mesh is null)
    {
        gateway.WithEnvironment(InferenceAddress, v1.GetEndpoint("http"));
    }
    else
    {
        gateway.WithEnvironment(InferenceAddress, "http://model-inference:8080");
        mesh.Add(gateway, "gateway");
        mesh.Add(v1, "model-inference", "v1");
        mesh.Add(v2, "model-inference", "v2");
        LocalCompanions.Add(builder, mesh, gateway);
        mesh.Connect(ingress: gateway);
    }
}

builder.Build().Run();
return 0;

IResourceBuilder<ProjectResource> AddInference(string version) => builder.AddProject<Projects.MlMesh_Inference>($"model-inference-{version}")
    .WithEnvironment("MODEL_VERSION", version).WithReference(featureStore).WaitFor(featureStoreReady).WithHttpHealthCheck("/health/ready");
