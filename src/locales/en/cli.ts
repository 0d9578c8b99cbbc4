import type { cliIssues } from '../../model/issues/cli.ts';
import type { WordingsOf } from '../../model/issue-definition.ts';

/** The nearest known name, where there is one. */
function perhaps(name: string | undefined): string {
  return name === undefined ? '' : `, did you mean ${name}?`;
}

export const cli: WordingsOf<typeof cliIssues> = {
  'cli.interrupted': {
    title: 'interrupted',
    message: ({ signal }) => `stopped by ${signal}; what was written is safe`,
    cause: 'Ctrl-C was pressed or the system stopped the process.',
    fix: 'Run the same command again: it goes on where it stopped.',
    example: 'Ctrl-C in the middle of perenos apply plan.pplan → exit code 130; the same command goes on',
  },
  'cli.usage': {
    title: 'wrong call',
    message: ({ reason }) => `${reason}`,
    cause: 'A command or flag is misspelt.',
    fix: 'perenos help and perenos COMMAND --help show how to call it.',
    example: 'perenos inspect → no file is named; perenos inspect clients.csv',
  },
  'cli.unknown-command': {
    title: 'no such command',
    message: ({ command, suggestion }) => `there is no command "${command}"${perhaps(suggestion)}`,
    cause: 'The name of the command is misspelt.',
    fix: 'perenos help lists the commands.',
    example: 'perenos chek → perenos check',
  },
  'cli.missing-command': {
    title: 'nothing to do was named',
    message: ({ group, known }) => `perenos ${group} needs a verb: ${known}`,
    cause: 'Only the group of commands was given.',
    fix: 'Add one of the verbs.',
    example: 'perenos rejects → perenos rejects show',
  },
  'cli.unknown-flag': {
    title: 'no such flag',
    message: ({ flag, suggestion }) => `this command has no flag "${flag}"${perhaps(suggestion)}`,
    cause: 'The flag is misspelt or belongs to another command.',
    fix: 'perenos COMMAND --help shows the flags of a command.',
    example: '--jsn → --json',
  },
  'cli.flag-required': {
    title: 'a flag is missing',
    message: ({ flag }) => `the command does not work without the flag ${flag}`,
    cause: 'A required flag was not given.',
    fix: 'Add it; perenos COMMAND --help shows examples.',
    example: 'perenos clean clients.xlsx → perenos clean clients.xlsx -o clean.csv',
  },
  'cli.flag-value-missing': {
    title: 'a flag has no value',
    message: ({ flag }) => `the flag ${flag} needs a value`,
    cause: 'The flag stands last or another flag follows it at once.',
    fix: 'Write the value after a space or an equals sign.',
    example: '--to → --to crm.db',
  },
  'cli.missing-argument': {
    title: 'nothing to work on was named',
    message: ({ name, usage }) => `the parameter ${name} is missing; usage: ${usage}`,
    cause: 'A required parameter was not given.',
    fix: 'Add it after the command.',
    example: 'perenos inspect → perenos inspect clients.xlsx',
  },
  'cli.excess-arguments': {
    title: 'too many parameters',
    message: ({ excess, usage }) => `not expected: ${excess}; usage: ${usage}`,
    cause: 'More parameters than the command takes, often a file name with a space and without quotes.',
    fix: 'Remove what is not needed or put the name into quotes.',
    example: 'perenos apply my plan.pplan → perenos apply "my plan.pplan"',
  },
  'cli.conflict': {
    title: 'flags exclude each other',
    message: ({ one, other }) => `${one} and ${other} do not go together`,
    cause: 'Both write to the same place or ask for the opposite.',
    fix: 'Keep one of them.',
    example: '--events - --json → --events run.ndjson --json',
  },
  'cli.bad-choice': {
    title: 'value not allowed',
    message: ({ choices, name, suggestion, value }) =>
      `--${name} cannot be "${value}"${perhaps(suggestion)}; possible are: ${choices}`,
    cause: 'The value of a flag or environment variable is misspelt.',
    fix: 'Give one of the values listed.',
    example: '--color alwyas → did you mean "always"?',
  },
  'cli.bad-settings': {
    title: 'settings are not readable',
    message: ({ file }) => `"${file}" is not YAML with settings`,
    cause: 'The file has a mistake, or does not hold pairs of name and value.',
    fix: 'Correct the file; perenos config show says what may stand in it.',
    example: 'lang: ru',
  },
  'cli.unknown-setting': {
    title: 'no such setting',
    message: ({ file, key, known, suggestion }) =>
      `${file}: there is no setting "${key}"${perhaps(suggestion)}; there are: ${known}`,
    cause: 'The name of the setting is misspelt.',
    fix: 'Correct the name.',
    example: 'colour: never in the settings file → color: never',
  },
  'cli.bad-limit': {
    title: 'wrong limit',
    message: ({ known, limit }) => `--limit ${limit} is not understood; the limits are: ${known}`,
    cause: 'A limit is given as name=whole number.',
    fix: 'For example: --limit rowBytes=20000000.',
    example: '--limit rowBytes=20MB → --limit rowBytes=20000000',
  },
  'cli.bad-duration': {
    title: 'not a length of time',
    message: ({ name, value }) => `${name}: "${value}" is not a length of time`,
    cause: 'A length of time is a number with its unit.',
    fix: 'Write 90s, 30m or 2h.',
    example: '--max-wait 10 → --max-wait 10m',
  },
  'cli.bad-share': {
    title: 'not a share',
    message: ({ name, value }) => `--${name}: "${value}" is not a share above nothing and up to the whole`,
    cause: 'A share is written as a percentage.',
    fix: 'Write 1% to 100%.',
    example: 'perenos verify --sample 500% → perenos verify --sample 5%',
  },
  'cli.bad-number': {
    title: 'not a number',
    message: ({ name, value }) => `--${name}: "${value}" is not a positive whole number`,
    cause: 'The value is misspelt.',
    fix: 'Give a whole number such as 10.',
    example: '--port eighty → --port 8080',
  },
  'cli.confirmation-needed': {
    title: 'confirmation needed',
    message: ({ flag }) => `the command changes data and asks for confirmation: ${flag}`,
    cause: 'It does not run in a terminal, so nobody can be asked.',
    fix: 'Add the flag named above if all is well.',
    example: 'perenos apply plan.pplan in a nightly job → add --yes',
  },
  'cli.not-confirmed': {
    title: 'not confirmed',
    message: () => 'you did not confirm; nothing was changed',
    cause: 'The question was answered with no.',
    fix: 'Run the command again when you are ready.',
    example: 'perenos apply plan.pplan → the question is answered with no, nothing went to the target',
  },
  'cli.unknown-code': {
    title: 'no such code',
    message: ({ code, suggestion }) => `there is no code "${code}"${perhaps(suggestion)}`,
    cause: 'The code is misspelt.',
    fix: 'perenos help codes lists all of them.',
    example: 'perenos explain phone.to-short → did you mean "phone.too-short"?',
  },
  'cli.unknown-topic': {
    title: 'no such topic',
    message: ({ known, suggestion, topic }) =>
      `there is no help topic "${topic}"${perhaps(suggestion)}; there are: ${known}`,
    cause: 'The topic is misspelt.',
    fix: 'Choose one of those listed.',
    example: 'perenos help codez → did you mean "codes"?',
  },
  'cli.unknown-shell': {
    title: 'no such shell',
    message: ({ known, shell, suggestion }) =>
      `there is no completion for "${shell}"${perhaps(suggestion)}; there is for: ${known}`,
    cause: 'The name of the shell is misspelt, or it is not supported.',
    fix: 'Choose one of those listed.',
    example: 'perenos completion zhs → did you mean "zsh"?',
  },
  'cli.unknown-operation': {
    title: 'unknown operation',
    message: ({ operation, run }) => `run ${run} has no open operation ${operation}`,
    cause: 'The number is misspelt, or the operation is done.',
    fix: 'perenos ops list shows the operations in doubt with their numbers.',
    example: 'perenos ops resolve 999 --as skip, and only operations 14 and 15 are unclear',
  },
  'cli.unknown-run': {
    title: 'no such run',
    message: ({ run }) => `there is no run "${run}" in this project`,
    cause: 'The run is misspelt, or this is another project.',
    fix: 'perenos status lists the runs.',
    example: 'perenos report r-2025-01, and perenos status lists no such run',
  },
  'cli.no-run': {
    title: 'nothing was run yet',
    message: ({ folder }) => `nothing was run in "${folder}" yet`,
    cause: 'This is another project folder, or no migration was run.',
    fix: 'Go to the project folder, or name it: -C folder.',
    example: 'perenos status in a folder where neither run nor apply was ever used',
  },
  'cli.no-mapping': {
    title: 'no mapping file',
    message: ({ folder }) => `there is no perenos.yaml in "${folder}"`,
    cause: "The command works by the project's mapping.",
    fix: 'Make one with perenos init, or name it: --mapping file.',
    example: 'perenos run in the folder of the exports, ~/Downloads, and not in that of the project',
  },
  'cli.no-preset': {
    title: 'no ready mapping fits',
    message: ({ file, headings, table }) =>
      `"${file}"${table === '' ? '' : `, "${table}"`}: the headings (${headings}) fit none of the ready mappings`,
    cause: 'The table names its columns in its own way.',
    fix: 'Start with a draft: perenos mapping suggest -s file, correct it and run with --mapping.',
    example: 'the headings "Field1, Field2, Field3" resemble neither a name nor a phone',
  },
  'cli.no-headings': {
    title: 'no headings to save',
    message: ({ file }) => `no source file of "${file}" was read, so there is nothing to save`,
    cause: 'The files named in sources are not on this machine.',
    fix: 'Run it where the exports are.',
    example: 'sources: {crm: {file: in/clients.csv}}, and the build server has no folder in',
  },
  'cli.file-exists': {
    title: 'file exists',
    message: ({ file }) => `"${file}" exists already`,
    cause: 'perenos does not overwrite files silently.',
    fix: 'Give another name or remove the file.',
    example: 'perenos init where perenos.yaml exists already: it stays as it was',
  },
  'cli.crash': {
    title: 'internal error',
    message: ({ file, reason }) => `internal error of perenos: ${reason}; details are in ${file}`,
    cause: 'This is a defect of the program.',
    fix: 'Send the file with the details to the developers: it holds no personal data.',
    example: 'perenos run … → exit code 70; the file holds the version, the command and places in the code',
  },
};
