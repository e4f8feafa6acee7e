using MlMesh.Gateway;
using MlMesh.Inference;
using MlMesh.ServiceDefaults;
using Xunit;

namespace MlMesh.Tests.ServiceDefaults;

public sealed class ServiceMainTests
{
    [Fact]
    public async Task A_missing_setting_is_named_in_one_line() =>
        Assert.Contains("services__model-inference__http__0", await RefusalAsync(() => GatewayApplication.Build("--urls=http://127.0.0.1:0")), StringComparison.Ordinal);

    [Fact]
    public async Task A_missing_file_is_named_in_one_line() =>
        Assert.Contains("/nowhere.onnx", await RefusalAsync(() => InferenceApplication.Create(["--urls=http://127.0.0.1:0", "--Model:Path=/nowhere.onnx"])), StringComparison.Ordinal);

    private static async Task<string> RefusalAsync(Func<Microsoft.AspNetCore.Builder.WebApplication> build)
    {
        await using var error = new StringWriter();
        Assert.Equal(1, await ServiceMain.RunAsync(build, error));
        return Assert.Single(error.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries));
    }
}
