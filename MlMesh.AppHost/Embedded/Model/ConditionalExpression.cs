using System.Text;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>One of two expressions, by the value of a condition; the manifest keeps the outcome under a derived name.</summary>
internal sealed class ConditionalExpression(IValueProvider condition, string matchValue, ReferenceExpression whenTrue, ReferenceExpression whenFalse)
{
    public ReferenceExpression WhenTrue { get; } = whenTrue;

    public ReferenceExpression WhenFalse { get; } = whenFalse;

    /// <summary>The name that Aspire derives: the condition's words and the XXH32 of condition, branches and match value.</summary>
    public string Name
    {
        get
        {
            var expression = condition is IManifestExpressionProvider provider ? provider.ValueExpression : condition.GetType().Name;
            var hash = XxHash32.Hash(Encoding.UTF8.GetBytes(expression + WhenTrue.ValueExpression + WhenFalse.ValueExpression + matchValue));
            return $"cond-{Words(expression)}-{hash:x8}";
        }
    }

    public async ValueTask<string?> GetValueAsync(CancellationToken cancellationToken)
    {
        var value = await condition.GetValueAsync(cancellationToken);
        return await (string.Equals(value, matchValue, StringComparison.OrdinalIgnoreCase) ? WhenTrue : WhenFalse).GetValueAsync(cancellationToken);
    }

    private static string Words(string expression) =>
        string.Join('-', new string([.. expression.Select(c => char.IsLetterOrDigit(c) ? char.ToLowerInvariant(c) : ' ')]).Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
