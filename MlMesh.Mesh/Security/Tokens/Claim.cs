namespace MlMesh.Mesh.Security.Tokens;

/// <summary>One JSON value of a token or a key set. Immutable.</summary>
internal sealed class Claim
{
    private static readonly Dictionary<string, Claim> NoFields = [];

    private Claim(ClaimKind kind) => Kind = kind;

    /// <summary>JSON's null.</summary>
    public static Claim Null { get; } = new(ClaimKind.Null);

    public ClaimKind Kind { get; }

    /// <summary>The text; empty for other kinds.</summary>
    public string Text { get; private init; } = "";

    /// <summary>The number, as Envoy keeps it: a double.</summary>
    public double Number { get; private init; }

    /// <summary>The truth value.</summary>
    public bool Truth { get; private init; }

    /// <summary>The items of a list.</summary>
    public IReadOnlyList<Claim> Items { get; private init; } = [];

    /// <summary>The fields of an object.</summary>
    public IReadOnlyDictionary<string, Claim> Fields { get; private init; } = NoFields;

    /// <summary>What policies compare: a text itself, or the texts in a list; nothing else has any.</summary>
    public IReadOnlyList<string> Texts { get; private init; } = [];

    /// <summary>The words of a text between blanks; of one without words, the text itself.</summary>
    public IReadOnlyList<string> Words => field ??= Text.Split(' ', StringSplitOptions.RemoveEmptyEntries) is { Length: > 0 } words ? words : Texts;

    public static Claim Of(string text) => new(ClaimKind.Text) { Text = text, Texts = [text] };

    public static Claim Of(double number) => new(ClaimKind.Number) { Number = number };

    public static Claim Of(bool truth) => new(ClaimKind.Truth) { Truth = truth };

    public static Claim Of(IReadOnlyList<Claim> items) =>
        new(ClaimKind.List) { Items = items, Texts = [.. items.Where(item => item.Kind == ClaimKind.Text).Select(item => item.Text)] };

    public static Claim Of(Dictionary<string, Claim> fields) => new(ClaimKind.Fields) { Fields = fields };

    /// <summary>A field of an object; none when it is absent, or this is no object.</summary>
    public Claim? Field(string name) => Fields.GetValueOrDefault(name);

    /// <summary>A nested field.</summary>
    public Claim? Find(IReadOnlyList<string> path)
    {
        var found = this;
        for (var i = 0; i < path.Count && found is not null; i++)
            found = found.Field(path[i]);
        return found;
    }
}
