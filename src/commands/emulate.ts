import type { CommandDefinition, FlagDefinition } from './command.ts';

/** Flags of both systems. Wherever one of them takes a number, its text is in `locales/<language>/commands.ts`. */
const flags: readonly FlagDefinition[] = [
  { flags: '--port <number>' },
  { flags: '--state <file>' },
  { flags: '--faults <file>' },
  { flags: '--seed <number>' },
  { flags: '--speed <times>' },
  { flags: '--limits <how>', choices: ['on', 'off'], default: 'on' },
  { flags: '--clock <kind>', choices: ['real', 'virtual'], default: 'real' },
  { flags: '--secret-file <file>' },
  { flags: '--record <file>' },
  { flags: '--tls-key <file>' },
  { flags: '--tls-cert <file>' },
];

export const emulateBitrix24: CommandDefinition = {
  path: ['emulate', 'bitrix24'],
  parameters: '',
  flags: [{ flags: '--plan <name>', choices: ['standard', 'enterprise', 'box'], default: 'standard' }, ...flags],
  examples: [
    'perenos emulate bitrix24 --port 8091',
    'perenos emulate bitrix24 --state demo --faults samples/emulators/faults.json --seed 7 --speed 20',
  ],
  exitCodes: [3, 11],
  load: async () => (await import('./emulate-action.ts')).emulateAction('bitrix24'),
};

export const emulateAmocrm: CommandDefinition = {
  path: ['emulate', 'amocrm'],
  parameters: '',
  flags,
  examples: [
    'perenos emulate amocrm --port 8092',
    'perenos emulate amocrm --faults samples/emulators/faults.json --seed 7 --speed max',
  ],
  exitCodes: [3, 11],
  load: async () => (await import('./emulate-action.ts')).emulateAction('amocrm'),
};
