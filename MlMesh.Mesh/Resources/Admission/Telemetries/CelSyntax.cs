namespace MlMesh.Mesh.Resources.Admission;

/// <summary>
/// Whether a text is an expression of the Common Expression Language. Only the syntax is checked, as Istio does: names and types are Envoy's to know.
/// Source: the grammar of the CEL specification.
/// </summary>
internal sealed class CelSyntax
{
    private const int MaxDepth = 250;
    private static readonly string[] Relations = ["==", "!=", "<=", ">=", "<", ">", "in"];

    private readonly IReadOnlyList<CelToken> _tokens;
    private int _position;
    private int _depth;

    private CelSyntax(IReadOnlyList<CelToken> tokens) => _tokens = tokens;

    /// <summary>What is wrong with the text, with its column from 0; null when it is an expression.</summary>
    public static string? Fault(string expression)
    {
        try
        {
            var syntax = new CelSyntax(CelToken.Split(expression));
            syntax.Conditional();
            syntax.Require(CelTokenKind.End, "<EOF>");
            return null;
        }
        catch (CelSyntaxException e)
        {
            return $"ERROR: <input>:1:{e.Column}: Syntax error: {e.Message}";
        }
    }

    private CelToken Current => _tokens[_position];

    private void Conditional()
    {
        if (++_depth > MaxDepth)
            throw new CelSyntaxException(Current.Column, "expression recursion limit exceeded");

        Or();
        if (Take("?"))
        {
            Or();
            Require(":");
            Conditional();
        }

        _depth--;
    }

    private void Or() => Chain(And, "||");

    private void And() => Chain(Relation, "&&");

    private void Relation() => Chain(Sum, Relations);

    private void Sum() => Chain(Product, "+", "-");

    private void Product() => Chain(Unary, "*", "/", "%");

    private void Chain(Action operand, params ReadOnlySpan<string> operators)
    {
        do
            operand();
        while (TakeAny(operators));
    }

    private void Unary()
    {
        while (Take("!") || Take("-"))
        {
        }

        Member();
    }

    private void Member()
    {
        Primary();
        while (true)
        {
            if (Take("."))
                RequireName();
            else if (Take("["))
                Items("]", Conditional);
            else if (Take("("))
                Items(")", Conditional);
            else if (Take("{"))
                Items("}", Entry);
            else
                return;
        }
    }

    private void Primary()
    {
        if (Current.Kind is CelTokenKind.Literal or CelTokenKind.Name && Current.Text != "in")
            _position++;
        else if (Take("."))
            RequireName();
        else if (Take("("))
            RequireClosed(Conditional, ")");
        else if (Take("["))
            Items("]", Conditional);
        else if (Take("{"))
            Items("}", Entry);
        else
            throw Unexpected("an expression");
    }

    private void Entry()
    {
        Conditional();
        Require(":");
        Conditional();
    }

    private void RequireClosed(Action content, string end)
    {
        content();
        Require(end);
    }

    /// <summary>Items between commas up to the end; a comma may follow the last.</summary>
    private void Items(string end, Action item)
    {
        while (!Take(end))
        {
            item();
            if (!Take(","))
            {
                Require(end);
                return;
            }
        }
    }

    private void RequireName() => Require(CelTokenKind.Name, "IDENTIFIER");

    private void Require(string symbol)
    {
        if (!Take(symbol))
            throw Unexpected($"'{symbol}'");
    }

    private void Require(CelTokenKind kind, string name)
    {
        if (Current.Kind != kind)
            throw Unexpected(name);

        if (kind != CelTokenKind.End)
            _position++;
    }

    private bool TakeAny(ReadOnlySpan<string> symbols)
    {
        foreach (var symbol in symbols)
        {
            if (Take(symbol))
                return true;
        }

        return false;
    }

    private bool Take(string symbol)
    {
        if (Current.Kind == CelTokenKind.Literal || Current.Text != symbol)
            return false;

        _position++;
        return true;
    }

    private CelSyntaxException Unexpected(string expected) =>
        new(Current.Column, $"mismatched input '{(Current.Kind == CelTokenKind.End ? "<EOF>" : Current.Text)}' expecting {expected}");
}
