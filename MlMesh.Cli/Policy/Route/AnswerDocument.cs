using MlMesh.Mesh.Explaining.Answers;

namespace MlMesh.Cli.Policy.Route;

/// <summary>The proxy's own answer in JSON.</summary>
internal sealed record AnswerDocument(int Status, IReadOnlyList<HeaderDocument> Headers, string Body, string Flags, string Details)
{
    public static AnswerDocument? Of(LocalAnswer? answer) =>
        answer is null ? null : new AnswerDocument(answer.Status, [.. answer.Headers.Select(HeaderDocument.Of)], answer.Body, answer.Flags, answer.Details);
}
