export const shells = ['bash', 'zsh', 'fish', 'powershell'] as const;

/** What a person puts into the start-up file of a shell. Each asks perenos what may follow, and falls back to file names. */
export const completionScripts: Readonly<Record<(typeof shells)[number], string>> = {
  bash: `# eval "$(perenos completion bash)" in ~/.bashrc
_perenos() {
  local IFS=$'\\n'
  local words
  words=$(perenos completion candidates -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
  COMPREPLY=($(compgen -W "$words" -- "\${COMP_WORDS[COMP_CWORD]}"))
}
complete -o default -o bashdefault -F _perenos perenos`,
  zsh: `#compdef perenos
# perenos completion zsh > "\${fpath[1]}/_perenos", or eval "$(perenos completion zsh)" in ~/.zshrc
_perenos() {
  local -a found
  found=("\${(@f)$(perenos completion candidates -- "\${(@)words[2,CURRENT]}" 2>/dev/null)}")
  if (( \${#found} )) && [[ -n "\${found[1]}" ]]; then compadd -a found; else _files; fi
}
# Read from a folder of functions it is called at once, read by a start-up file it is told to zsh.
if [[ "\${funcstack[1]}" == _perenos ]]; then _perenos; else compdef _perenos perenos; fi`,
  fish: `# perenos completion fish > ~/.config/fish/completions/perenos.fish
function __perenos_candidates
    set -l typed (commandline -opc) (commandline -ct)
    perenos completion candidates -- $typed[2..-1] 2>/dev/null
end
complete -c perenos -a '(__perenos_candidates)'`,
  powershell: `# perenos completion powershell | Out-String | Invoke-Expression, in $PROFILE
Register-ArgumentCompleter -Native -CommandName perenos -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $typed = @($commandAst.CommandElements | Select-Object -Skip 1 | ForEach-Object { $_.ToString() })
    if ($wordToComplete -eq '') { $typed += '""' }
    perenos completion candidates -- @typed 2>$null | Where-Object { $_ } | ForEach-Object {
        [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
    }
}`,
};
