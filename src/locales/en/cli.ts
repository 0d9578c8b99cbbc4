import type { cliIssues } from '../../model/issues/cli.ts';
import type { WordingsOf } from '../../model/issue-definition.ts';

export const cli: WordingsOf<typeof cliIssues> = {
  'cli.interrupted': {
    title: 'interrupted',
    message: ({ signal }) => `stopped by ${signal}; what was written is safe`,
    cause: 'Ctrl-C was pressed or the system stopped the process.',
    fix: 'Run the same command again: it goes on where it stopped.',
  },
  'cli.usage': {
    title: 'wrong call',
    message: ({ reason }) => `${reason}`,
    cause: 'A command or flag is misspelt.',
    fix: 'perenos help and perenos COMMAND --help show how to call it.',
  },
  'cli.bad-choice': {
    title: 'value not allowed',
    message: ({ choices, name, value }) => `--${name} cannot be "${value}"; possible are: ${choices}`,
    cause: 'The value of a flag or environment variable is misspelt.',
    fix: 'Give one of the values listed.',
  },
  'cli.bad-limit': {
    title: 'wrong limit',
    message: ({ known, limit }) => `--limit ${limit} is not understood; the limits are: ${known}`,
    cause: 'A limit is given as name=whole number.',
    fix: 'For example: --limit rowBytes=20000000.',
  },
  'cli.bad-number': {
    title: 'not a number',
    message: ({ name, value }) => `--${name}: "${value}" is not a positive whole number`,
    cause: 'The value is misspelt.',
    fix: 'Give a whole number such as 10.',
  },
  'cli.confirmation-needed': {
    title: 'confirmation needed',
    message: () => 'the command changes data and asks for confirmation',
    cause: 'It does not run in a terminal, so nobody can be asked.',
    fix: 'Add ${flag}.',
  },
  'cli.not-confirmed': {
    title: 'not confirmed',
    message: () => 'you did not confirm; nothing was changed',
    cause: 'The question was answered with no.',
    fix: 'Run the command again when you are ready.',
  },
  'cli.unknown-code': {
    title: 'no such code',
    message: ({ code, suggestion }) => `there is no code "${code}"${suggestion}`,
    cause: 'The code is misspelt.',
    fix: 'perenos help codes lists all of them.',
  },
  'cli.unknown-topic': {
    title: 'no such topic',
    message: ({ known, topic }) => `there is no help topic "${topic}"; there are: ${known}`,
    cause: 'The topic is misspelt.',
    fix: 'Choose one of those listed.',
  },
  'cli.unknown-run': {
    title: 'no such run',
    message: ({ run }) => `there is no run "${run}" in this project`,
    cause: 'The run is misspelt, or this is another project.',
    fix: 'perenos status lists the runs.',
  },
  'cli.no-run': {
    title: 'nothing was run yet',
    message: ({ folder }) => `nothing was run in "${folder}" yet`,
    cause: 'This is another project folder, or no migration was run.',
    fix: 'Go to the project folder, or name it: -C folder.',
  },
  'cli.no-mapping': {
    title: 'no mapping file',
    message: ({ folder }) => `there is no perenos.yaml in "${folder}"`,
    cause: "The command works by the project's mapping.",
    fix: 'Make one with perenos init, or name it: --mapping file.',
  },
  'cli.no-preset': {
    title: 'no ready mapping fits',
    message: ({ file, headings, known, table }) =>
      `"${file}" ${table}: the headings (${headings}) fit none of the ready mappings (${known})`,
    cause: 'The table names its columns in its own way.',
    fix: 'Start with a draft: perenos mapping suggest -s file, correct it and run with --mapping.',
  },
  'cli.file-exists': {
    title: 'file exists',
    message: ({ file }) => `"${file}" exists already`,
    cause: 'perenos does not overwrite files silently.',
    fix: 'Give another name or remove the file.',
  },
  'cli.crash': {
    title: 'internal error',
    message: ({ file, reason }) => `internal error of perenos: ${reason}; details are in ${file}`,
    cause: 'This is a defect of the program.',
    fix: 'Send the file with the details to the developers: it holds no personal data.',
  },
};
