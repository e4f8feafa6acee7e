using System.Globalization;
using System.Net;

namespace MlMesh.Cli.Replay.Traffic;

/// <summary>Somebody who asks, known to the mesh by a stable id and by the cookies that it was given.</summary>
internal sealed class User(int number)
{
    private readonly CookieContainer _cookies = new();

    public string Id { get; } = string.Create(CultureInfo.InvariantCulture, $"user-{number:D5}");

    public void Sign(HttpRequestMessage request)
    {
        request.Headers.TryAddWithoutValidation("x-user-id", Id);
        var cookies = _cookies.GetCookieHeader(request.RequestUri!);
        if (cookies.Length > 0) request.Headers.TryAddWithoutValidation("Cookie", cookies);
    }

    public void Remember(HttpResponseMessage response)
    {
        if (!response.Headers.TryGetValues("Set-Cookie", out var cookies)) return;
        foreach (var cookie in cookies) _cookies.SetCookies(response.RequestMessage!.RequestUri!, cookie);
    }
}
