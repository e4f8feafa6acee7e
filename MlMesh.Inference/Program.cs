using MlMesh.Inference;

InferenceApplication.Create(args).Run();
