using System.CommandLine;

return new RootCommand("MlMesh: roll out models behind a service mesh").Parse(args).Invoke();
