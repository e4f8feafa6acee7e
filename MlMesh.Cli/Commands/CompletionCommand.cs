using System.CommandLine;

namespace MlMesh.Cli.Commands;

/// <summary>Defines <c>mlmesh completion</c>: scripts that let a shell ask mlmesh itself what may come next.</summary>
internal static class CompletionCommand
{
    private static readonly Dictionary<string, string> Scripts = new(StringComparer.Ordinal)
    {
        ["bash"] = """
            _mlmesh() {
              local IFS=$'\n'
              COMPREPLY=($(compgen -W "$(mlmesh "[suggest:$COMP_POINT]" "$COMP_LINE" 2>/dev/null)" -- "${COMP_WORDS[COMP_CWORD]}"))
            }
            complete -o default -F _mlmesh mlmesh
            """,
        ["zsh"] = """
            _mlmesh() {
              local -a found
              found=("${(@f)$(mlmesh "[suggest:$CURSOR]" "$BUFFER" 2>/dev/null)}")
              compadd -a found
              _files
            }
            compdef _mlmesh mlmesh
            """,
        ["fish"] = """
            complete -c mlmesh -a '(mlmesh "[suggest:"(commandline -C)"]" (commandline) 2>/dev/null)'
            """,
        ["powershell"] = """
            Register-ArgumentCompleter -Native -CommandName mlmesh -ScriptBlock {
              param($word, $ast, $cursor)
              mlmesh "[suggest:$cursor]" "$ast" | ForEach-Object { [System.Management.Automation.CompletionResult]::new($_) }
            }
            """,
    };

    public static Command Create()
    {
        var shell = new Argument<string>("shell") { Description = "bash, zsh, fish or powershell" };
        shell.AcceptOnlyFromAmong([.. Scripts.Keys]);
        var command = new ExampleCommand("completion", "Prints a script that completes mlmesh's commands and options in a shell", "eval \"$(mlmesh completion bash)\"") { shell };
        command.SetAction(parsed => parsed.InvocationConfiguration.Output.WriteLine(Scripts[parsed.GetValue(shell)!]));
        return command;
    }
}
