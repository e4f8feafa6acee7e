using MlMesh.Mesh.Resources;

namespace MlMesh.Mesh.Analysis;

/// <summary>A kind of finding.</summary>
/// <param name="Code">Code: <c>IST…</c> is Istio's own (messages.yaml of 1.30.3), <c>KIA…</c> Kiali's, <c>MLM…</c> ours.</param>
/// <param name="Name">Name, for Istio's codes as in its documentation.</param>
/// <param name="Severity">How grave it is.</param>
/// <param name="Meaning">What it says, in one sentence.</param>
/// <param name="Remedy">What to do about it.</param>
public sealed record FindingCode(string Code, string Name, FindingSeverity Severity, string Meaning, string Remedy);
