using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Xunit;

namespace MlMesh.Tests.Inference;

[Collection(ServingTests.Name)]
public sealed class BadInputTests(ServingFixture serving)
{
    /// <summary>Bodies of <c>POST /predict</c>, and the field that the answer must name; empty when it is the body as a whole.</summary>
    public static TheoryData<string, string> Predictions => new()
    {
        { "", "" },
        { " ", "" },
        { "null", "" },
        { "[]", "" },
        { "5", "" },
        { "\"ORD\"", "" },
        { "{", "" },
        { """{"origin":""", "" },
        { """{"origin":"ORD"}}""", "" },
        { """{'origin':'ORD'}""", "" },
        { """{"\ud800":1}""", "" },
        { """{"origin":"\ud800"}""", "" },
        { "{}", "origin" },
        { """{"destination":"LGA","scheduled":"2001-06-04T17:30"}""", "origin" },
        { """{"origin":null,"destination":"LGA","scheduled":"2001-06-04T17:30"}""", "origin" },
        { """{"origin":5,"destination":"LGA","scheduled":"2001-06-04T17:30"}""", "origin" },
        { """{"origin":["ORD"],"destination":"LGA","scheduled":"2001-06-04T17:30"}""", "origin" },
        { """{"origin":"","destination":"LGA","scheduled":"2001-06-04T17:30"}""", "origin" },
        { """{"origin":"XXX","destination":"LGA","scheduled":"2001-06-04T17:30"}""", "origin" },
        { """{"origin":"ORD\nLGA","destination":"LGA","scheduled":"2001-06-04T17:30"}""", "origin" },
        { """{"origin":"ORD","scheduled":"2001-06-04T17:30"}""", "destination" },
        { """{"origin":"ORD","destination":{"iata":"LGA"},"scheduled":"2001-06-04T17:30"}""", "destination" },
        { """{"origin":"ORD","destination":"QQQ","scheduled":"2001-06-04T17:30"}""", "destination" },
        { """{"origin":"ORD","destination":"ORD","scheduled":"2001-06-04T17:30"}""", "destination" },
        { """{"origin":"ORD","destination":"ord","scheduled":"2001-06-04T17:30"}""", "destination" },
        { """{"origin":"ORD","destination":"LGA"}""", "scheduled" },
        { """{"origin":"ORD","destination":"LGA","scheduled":20010604}""", "scheduled" },
        { """{"origin":"ORD","destination":"LGA","scheduled":""}""", "scheduled" },
        { """{"origin":"ORD","destination":"LGA","scheduled":"tomorrow"}""", "scheduled" },
        { """{"origin":"ORD","destination":"LGA","scheduled":"2001-06-04"}""", "scheduled" },
        { """{"origin":"ORD","destination":"LGA","scheduled":"2001-06-31T17:30"}""", "scheduled" },
        { """{"origin":"ORD","destination":"LGA","scheduled":"2001-06-04T25:30"}""", "scheduled" },
        { """{"origin":"ORD","destination":"LGA","scheduled":"2001-06-04T17:30Z"}""", "scheduled" },
        { """{"origin":"ORD","destination":"LGA","scheduled":"2001-06-04T17:30+02:00"}""", "scheduled" },
        { """{"origin":"ORD","destination":"LGA","scheduled":"0001-01-01T00:00"}""", "scheduled" },
        { """{"origin":"ORD","destination":"LGA","scheduled":"9999-12-31T23:59"}""", "scheduled" },
        { """{"origin":"ORD","destination":"LGA","scheduled":"2001-06-04T17:30","asOf":"yesterday"}""", "asOf" },
        { """{"origin":"ORD","destination":"LGA","scheduled":"2001-06-04T17:30","asOf":1}""", "asOf" },
        { """{"origin":"ORD","destination":"LGA","scheduled":"2001-06-04T17:30","distance":"733"}""", "distance" },
        { """{"origin":"ORD","destination":"LGA","scheduled":"2001-06-04T17:30","distance":0}""", "distance" },
        { """{"origin":"ORD","destination":"LGA","scheduled":"2001-06-04T17:30","distance":-1}""", "distance" },
        { """{"origin":"ORD","destination":"LGA","scheduled":"2001-06-04T17:30","distance":1e300}""", "distance" },
        { """{"origin":"ORD","destination":"LGA","scheduled":"2001-06-04T17:30","distance":1e999}""", "distance" },
    };

    /// <summary>Queries of <c>GET /predict</c>, and the field that the answer must name.</summary>
    public static TheoryData<string, string> Queries => new()
    {
        { "", "origin" },
        { "?origin=ORD", "destination" },
        { "?origin=ORD&origin=LGA&destination=LGA&scheduled=2001-06-04T17:30", "origin" },
        { "?origin=%00&destination=LGA&scheduled=2001-06-04T17:30", "origin" },
        { "?origin=%FF%FE&destination=LGA&scheduled=2001-06-04T17:30", "origin" },
        { "?origin=ORD&destination=LGA&scheduled=now", "scheduled" },
        { "?origin=ORD&destination=LGA&scheduled=2001-06-04T17:30&distance=far", "distance" },
        { "?origin=ORD&destination=LGA&scheduled=2001-06-04T17:30&distance=NaN", "distance" },
        { "?origin=ORD&destination=LGA&scheduled=2001-06-04T17:30&distance=Infinity", "distance" },
        { "?origin=ORD&destination=LGA&scheduled=2001-06-04T17:30&asOf=never", "asOf" },
    };

    /// <summary>Bodies of <c>POST /outcomes</c>, and the field that the answer must name; empty when it is the body as a whole.</summary>
    public static TheoryData<string, string> Outcomes => new()
    {
        { "", "" },
        { "{", "" },
        { "[1]", "" },
        { """{"predictionId":"\udc00","delayMinutes":1}""", "" },
        { "{}", "delayMinutes" },
        { """{"predictionId":"a"}""", "delayMinutes" },
        { """{"predictionId":"a","delayMinutes":null}""", "delayMinutes" },
        { """{"predictionId":"a","delayMinutes":"22"}""", "delayMinutes" },
        { """{"predictionId":"a","delayMinutes":1.5}""", "delayMinutes" },
        { """{"predictionId":"a","delayMinutes":99999999999}""", "delayMinutes" },
        { """{"predictionId":"a","delayMinutes":10081}""", "delayMinutes" },
        { """{"predictionId":"a","delayMinutes":-10081}""", "delayMinutes" },
        { """{"predictionId":"","delayMinutes":1}""", "predictionId" },
        { """{"predictionId":5,"delayMinutes":1}""", "predictionId" },
        { """{"predictionId":"a b","delayMinutes":1}""", "predictionId" },
        { """{"predictionId":"a:v1","delayMinutes":1}""", "predictionId" },
        { $$"""{"predictionId":"{{new string('a', 65)}}","delayMinutes":1}""", "predictionId" },
        { """{"origin":"ORD","destination":"LGA","scheduled":"2001-06-04T17:30","delayMinutes":1}""", "Idempotency-Key" },
        { """{"origin":"QQQ","destination":"LGA","scheduled":"2001-06-04T17:30","delayMinutes":1}""", "origin" },
        { """{"delayMinutes":1}""", "scheduled" },
    };

    [Theory]
    [MemberData(nameof(Predictions))]
    public async Task A_bad_prediction_request_is_400_and_names_its_field(string body, string field)
    {
        using var response = await serving.V1.PostJsonAsync("/predict", body);

        await AssertProblemAsync(response, field);
        Assert.Equal(["v1"], response.Headers.GetValues("x-model-version"));
    }

    [Theory]
    [MemberData(nameof(Queries))]
    public async Task A_bad_prediction_query_is_400_and_names_its_field(string query, string field)
    {
        using var response = await serving.V1.GetAsync($"/predict{query}");

        await AssertProblemAsync(response, field);
    }

    [Theory]
    [MemberData(nameof(Outcomes))]
    public async Task A_bad_outcome_is_400_and_names_its_field(string body, string field)
    {
        using var response = await serving.V1.PostJsonAsync("/outcomes", body);

        await AssertProblemAsync(response, field);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("a:v2")]
    [InlineData("../../etc")]
    [InlineData("ümlaut")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public async Task A_bad_prediction_id_is_400_and_named(string id)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/predict?origin=ORD&destination=LGA&scheduled=2001-06-04T17:30");
        request.Headers.TryAddWithoutValidation("x-prediction-id", id.Length == 0 ? " " : Uri.EscapeDataString(id));

        using var response = await serving.V1.SendAsync(request);

        await AssertProblemAsync(response, "x-prediction-id");
    }

    [Fact]
    public async Task An_idempotency_key_without_end_is_400_and_named()
    {
        using var response = await serving.V1.PostJsonAsync(
            "/outcomes", """{"origin":"ORD","destination":"LGA","scheduled":"2001-06-04T17:30","delayMinutes":1}""", ("Idempotency-Key", new string('k', 256)));

        await AssertProblemAsync(response, "Idempotency-Key");
    }

    [Fact]
    public async Task Several_mistakes_are_all_named()
    {
        using var response = await serving.V1.PostJsonAsync("/predict", """{"origin":"QQQ","destination":7,"scheduled":"now","distance":-1}""");

        var errors = (await response.ReadJsonAsync(HttpStatusCode.BadRequest)).GetProperty("errors");
        Assert.Equal(["destination", "distance", "origin", "scheduled"], errors.EnumerateObject().Select(error => error.Name).Order());
    }

    [Theory]
    [InlineData("PUT", "/predict", HttpStatusCode.MethodNotAllowed)]
    [InlineData("GET", "/outcomes", HttpStatusCode.MethodNotAllowed)]
    [InlineData("GET", "/nowhere", HttpStatusCode.NotFound)]
    public async Task A_wrong_method_or_path_is_a_problem_too(string method, string path, HttpStatusCode expected)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);

        using var response = await serving.V1.SendAsync(request);

        Assert.Equal((int)expected, (await response.ReadJsonAsync(expected)).GetProperty("status").GetInt32());
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_413()
    {
        // Only announced: a client that is still sending when the answer comes may find the connection reset instead.
        var server = serving.V1.BaseAddress!;
        using var client = new TcpClient(server.Host, server.Port);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"POST /predict HTTP/1.1\r\nHost: {server.Authority}\r\nContent-Type: application/json\r\nContent-Length: {(4 << 20) + 1}\r\n\r\n"));

        using var reader = new StreamReader(stream, Encoding.ASCII);
        Assert.StartsWith("HTTP/1.1 413 ", await reader.ReadLineAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Random_bytes_are_never_a_server_error()
    {
        var random = new Random(20010604);
        var seeds = new[]
        {
            Encoding.UTF8.GetBytes(ServingFixture.Samples.Flight),
            """{"predictionId":"fuzz","delayMinutes":22}"""u8.ToArray(),
            """{"id":"1","inputs":[{"name":"features","shape":[1,6],"datatype":"FP32","data":[[1,2,3,4,5,6]]}],"outputs":[{"name":"probability"}]}"""u8.ToArray(),
        };
        string[] paths = ["/predict", "/outcomes", "/v2/models/flight-delay/infer"];
        for (var i = 0; i < 600; i++)
        {
            var body = (byte[])seeds[i % seeds.Length].Clone();
            for (var change = random.Next(1, 4); change > 0; change--)
                body[random.Next(body.Length)] = (byte)(random.Next(3) == 0 ? random.Next(256) : "{}[]\",:\\0123456789.eE-tfn"[random.Next(25)]);
            using var content = new ByteArrayContent(body, 0, random.Next(8) == 0 ? random.Next(body.Length) : body.Length);

            using var response = await serving.V1.PostAsync(paths[i % paths.Length], content);

            Assert.True((int)response.StatusCode < 500, $"{(int)response.StatusCode} for {Encoding.Latin1.GetString(body)}");
        }
    }

    private static async Task AssertProblemAsync(HttpResponseMessage response, string field)
    {
        var problem = await response.ReadJsonAsync(HttpStatusCode.BadRequest);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(400, problem.GetProperty("status").GetInt32());
        Assert.NotEmpty(problem.GetProperty("detail").GetString()!);
        if (field.Length > 0)
            Assert.Equal(JsonValueKind.Array, problem.GetProperty("errors").GetProperty(field).ValueKind);
    }
}
