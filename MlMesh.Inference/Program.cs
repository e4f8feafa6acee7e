using MlMesh.Inference;
using MlMesh.Inference.Features;
using MlMesh.Inference.Store;
using MlMesh.ServiceDefaults;

if (args is [LoadFeaturesCommand.Name, .. var rest])
    // Nobody sends requests to a command, so that nobody has to be told that it ends.
    return await LoadFeaturesCommand.RunAsync(["--Shutdown:DrainDelay=00:00:00", .. rest], builder => builder.AddFeatureStore());

return await ServiceMain.RunAsync(() => InferenceApplication.Create(args));
