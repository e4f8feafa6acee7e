namespace MlMesh.Mesh.Explaining;

/// <summary>A question that has no answer, because what it names does not exist.</summary>
/// <param name="message">What is missing.</param>
public sealed class QuestionException(string message) : Exception(message);
