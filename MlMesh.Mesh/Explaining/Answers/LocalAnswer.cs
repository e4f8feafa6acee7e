namespace MlMesh.Mesh.Explaining.Answers;

/// <summary>An answer that a proxy gives itself.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Headers">Its header lines.</param>
/// <param name="Body">Its text; empty for none.</param>
/// <param name="Flags">Envoy's RESPONSE_FLAGS; empty for none.</param>
/// <param name="Details">Envoy's RESPONSE_CODE_DETAILS.</param>
public sealed record LocalAnswer(int Status, IReadOnlyList<KeyValuePair<string, string>> Headers, string Body, string Flags, string Details);
