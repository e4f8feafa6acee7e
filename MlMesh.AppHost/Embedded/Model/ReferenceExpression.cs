using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A text with values in it that are known only when the application runs, such as other resources' addresses.</summary>
public sealed class ReferenceExpression : IValueProvider, IManifestExpressionProvider
{
    /// <summary>The empty text.</summary>
    public static readonly ReferenceExpression Empty = new("", [], []);

    private readonly string[] _manifestExpressions;

    private ReferenceExpression(string format, IValueProvider[] providers, string[] manifestExpressions)
    {
        Format = format;
        ValueProviders = providers;
        _manifestExpressions = manifestExpressions;
    }

    private ReferenceExpression(ConditionalExpression conditional)
        : this("", [.. conditional.WhenTrue.ValueProviders, .. conditional.WhenFalse.ValueProviders], []) => Conditional = conditional;

    /// <summary>The text as composite format string; its arguments are <see cref="ValueProviders"/>.</summary>
    public string Format { get; }

    /// <summary>The values, in the order of their places.</summary>
    public IReadOnlyList<IValueProvider> ValueProviders { get; }

    /// <inheritdoc/>
    public string ValueExpression => Conditional is null
        ? string.Format(CultureInfo.InvariantCulture, Format, [.. _manifestExpressions])
        : $"{{{Conditional.Name}.connectionString}}";

    internal ConditionalExpression? Conditional { get; }

    /// <summary>Creates an expression from an interpolated string whose holes are endpoints, parameters, expressions or plain texts.</summary>
    /// <param name="handler">Made by the compiler from the interpolated string.</param>
    /// <returns>The expression.</returns>
    public static ReferenceExpression Create(in ExpressionInterpolatedStringHandler handler) => handler.ToExpression();

    /// <summary>Creates an expression that is one text or another by the value of a condition.</summary>
    /// <param name="condition">The value to look at.</param>
    /// <param name="matchValue">What it is compared with, ignoring case.</param>
    /// <param name="whenTrue">The text when they are equal.</param>
    /// <param name="whenFalse">The text when they are not.</param>
    /// <returns>The expression.</returns>
    public static ReferenceExpression CreateConditional(IValueProvider condition, string matchValue, ReferenceExpression whenTrue, ReferenceExpression whenFalse) =>
        new(new ConditionalExpression(condition, matchValue, whenTrue, whenFalse));

    /// <inheritdoc/>
    public async ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default)
    {
        if (Conditional is not null)
            return await Conditional.GetValueAsync(cancellationToken);
        var values = new object?[ValueProviders.Count];
        for (var i = 0; i < values.Length; i++)
            values[i] = await ValueProviders[i].GetValueAsync(cancellationToken);
        return string.Format(CultureInfo.InvariantCulture, Format, values);
    }

    /// <summary>Collects the parts of an interpolated string.</summary>
    /// <param name="literalLength">Length of the literal parts.</param>
    /// <param name="formattedCount">Number of holes.</param>
    [InterpolatedStringHandler]
    public readonly ref struct ExpressionInterpolatedStringHandler(int literalLength, int formattedCount)
    {
        private readonly StringBuilder _format = new(literalLength);
        private readonly List<IValueProvider> _providers = new(formattedCount);
        private readonly List<string> _manifestExpressions = new(formattedCount);

        /// <summary>Takes a literal part.</summary>
        /// <param name="value">The text.</param>
        public void AppendLiteral(string value) => _format.Append(value.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal));

        /// <summary>Takes a hole with a plain text.</summary>
        /// <param name="value">The text.</param>
        public void AppendFormatted(string? value) => AppendLiteral(value ?? "");

        /// <summary>Takes a hole with a value that is known later.</summary>
        /// <typeparam name="T">The value's type.</typeparam>
        /// <param name="value">The value.</param>
        public void AppendFormatted<T>(T value) where T : IValueProvider, IManifestExpressionProvider
        {
            _format.Append(CultureInfo.InvariantCulture, $"{{{_providers.Count}}}");
            _providers.Add(value);
            _manifestExpressions.Add(value.ValueExpression);
        }

        /// <summary>Takes a hole with the builder of a parameter or connection string.</summary>
        /// <typeparam name="T">The resource's type.</typeparam>
        /// <param name="builder">The builder.</param>
        public void AppendFormatted<T>(IResourceBuilder<T> builder) where T : IResource, IValueProvider, IManifestExpressionProvider => AppendFormatted(builder.Resource);

        internal ReferenceExpression ToExpression() => new(_format.ToString(), [.. _providers], [.. _manifestExpressions]);
    }
}
