import type { CommandTexts } from '../../command-texts.ts';

/** Commands that stand by themselves. */
export const toolsCommands: Readonly<Record<string, CommandTexts>> = {
  phone: {
    summary: 'Brings phones to international form: every number found in a value, or in each line of stdin.',
    parameters: { value: 'values; none or - for stdin' },
    flags: { country: 'country of numbers without a country code', 'city-code': 'city code of local numbers' },
  },
  explain: {
    summary: 'Explains an issue or error by its code: what it means, why it happens, what to do.',
    parameters: { code: 'code such as phone.too-short' },
    flags: {},
  },
  clean: {
    summary: 'Cleans files without a CRM: phones, e-mails, names and duplicates, written as a table or JSON.',
    parameters: { file: 'files to clean' },
    flags: {
      output: 'file to write, .csv or .json; several kinds of records get a file each',
      preset: 'ready mapping to use instead of the one found by the headings',
      format: 'format of the files instead of the one found by content',
      encoding: 'encoding of text files, such as windows-1251',
      delimiter: 'delimiter of text tables',
      sheet: 'sheet of a workbook by name or number',
      country: 'country of phones without a country code',
      'city-code': 'city code of local phones',
      'csv-for': 'excel (safe to open, semicolons) or machine (raw, commas)',
      'fail-on': 'which findings end with exit code 1: error, warning or never',
    },
  },
  'config show': {
    summary: 'Shows the settings and, with --origin, where each value came from.',
    flags: { origin: 'where each value came from: flag, variable, file or default' },
  },
  completion: {
    summary: 'Prints the script for completion by Tab in bash, zsh, fish or PowerShell.',
    parameters: {
      shell: 'bash, zsh, fish, powershell; candidates is for the scripts',
      word: 'words of the command line',
    },
    flags: {},
  },
  help: { summary: 'Shows help on a command or a topic.', parameters: { topic: 'command or topic' }, flags: {} },
};
