package org.plumbline.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code plumb completion}: what a shell needs to complete commands and options. */
@Command(
    name = "completion",
    mixinStandardHelpOptions = true,
    description = "Prints what your shell needs to complete the commands and options of plumb.",
    footer = {
      "",
      "Examples:",
      "  source <(./plumb completion bash)                       in this shell",
      "  ./plumb completion bash > ~/.local/share/bash-completion/completions/plumb",
      "  source <(./plumb completion zsh)                        in zsh, after compinit"
    })
final class CompletionCommand implements Callable<Integer> {
  /** Shells for which it is made; zsh reads what is made for bash. */
  private enum Shell {
    BASH,
    ZSH
  }

  @Parameters(paramLabel = "SHELL", description = "bash or zsh")
  private Shell shell;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    String script = AutoComplete.bash("plumb", spec.root().commandLine());
    spec.commandLine()
        .getOut()
        .print(
            switch (shell) {
              case BASH -> script;
              case ZSH -> "autoload -U +X bashcompinit && bashcompinit\n" + script;
            });
    spec.commandLine().getOut().flush();
    return ExitStatus.OK;
  }
}
