import type { CommandDefinition } from './command.ts';

export const match: CommandDefinition = {
  path: ['match'],
  parameters: '',
  flags: [
    { flags: '--print-sql <engine>', choices: ['duckdb', 'spark'], required: true },
    { flags: '--kind <kind>', choices: ['company', 'contact'], default: 'contact' },
    { flags: '--export <folder>' },
    { flags: '--plan <file>' },
    { flags: '-m, --mapping <file>' },
  ],
  examples: ['perenos match --print-sql duckdb', 'perenos match --print-sql spark --kind company --export tables'],
  exitCodes: [3],
  load: async () => (await import('./match-action.ts')).matchAction,
};
