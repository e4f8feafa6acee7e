using System.Net.Http.Headers;
using Aspire.Hosting;
using Aspire.Hosting.Testing;
using MlMesh.Tests.AppHost;
using MlMesh.Tokens;
using Xunit;

namespace MlMesh.Tests.Mesh.Running;

/// <summary>The components <c>jwt</c> and <c>rate-limit-user</c> together: whom the limit counts.</summary>
[Collection(OwnAppHosts.Name)]
public sealed class TokenLimitTests
{
    private const int Limit = 10;

    private static readonly Uri Prediction = new("/predict?origin=ORD&destination=LGA&scheduled=2001-06-04T17:30", UriKind.Relative);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task With_tokens_the_limit_counts_the_verified_subject_and_never_the_user_that_the_caller_claims_to_be()
    {
        var keys = Directory.CreateTempSubdirectory("mlmesh-keys-");
        try
        {
            var keyFile = Path.Combine(keys.FullName, "key.pem");
            var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.MlMesh_AppHost>(
                ["--policy=canary", "--with=jwt,rate-limit-user", $"--TokenIssuer:KeyFile={keyFile}"]);
            await using var application = await builder.BuildAsync();
            await application.StartAsync();
            using var timeout = new CancellationTokenSource(TimeSpan.FromMinutes(3));
            await application.ResourceNotifications.WaitForResourceHealthyAsync("gateway", timeout.Token);
            using var gateway = new HttpClient { BaseAddress = application.GetEndpoint("gateway") };
            var (ann, bob) = (Token(keyFile, "ann"), Token(keyFile, "bob"));
            await LimitedApplication.MinuteHasTimeAsync();

            // The limit comes behind the token: who is refused for want of one uses up nobody's count.
            Assert.All(await PredictAsync(gateway, Limit, null, _ => "bob"), status => Assert.Equal(403, status));
            // Were it what the caller says that counts, each of these would be somebody else, and so would the eleventh.
            Assert.All(await PredictAsync(gateway, Limit, ann, i => $"forged-{i}"), status => Assert.Equal(200, status));
            Assert.Equal([429], await PredictAsync(gateway, 1, ann, _ => "forged-eleventh"));
            Assert.Equal([429], await PredictAsync(gateway, 1, ann, _ => "bob"));
            Assert.Equal([429], await PredictAsync(gateway, 1, ann, _ => null));
            // And these would be her.
            Assert.All(await PredictAsync(gateway, Limit, bob, _ => "ann"), status => Assert.Equal(200, status));
            Assert.Equal([429], await PredictAsync(gateway, 1, bob, _ => "ann"));
        }
        finally
        {
            keys.Delete(recursive: true);
        }
    }

    private static string Token(string keyFile, string user)
    {
        using var key = DevelopmentKey.Open(keyFile);
        var now = DateTimeOffset.UtcNow;
        return key.Sign(new DevelopmentToken { User = user, IssuedAt = now, ExpiresAt = now.AddHours(1) });
    }

    private static async Task<IReadOnlyList<int>> PredictAsync(HttpClient gateway, int count, string? token, Func<int, string?> claimed)
    {
        var statuses = new int[count];
        for (var i = 0; i < count; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, Prediction);
            if (token is not null)
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            if (claimed(i) is { } user)
                request.Headers.Add("x-user-id", user);
            using var response = await gateway.SendAsync(request, Cancelled);
            statuses[i] = (int)response.StatusCode;
        }

        return statuses;
    }
}
