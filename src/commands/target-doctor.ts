import type { CommandDefinition } from './command.ts';
import { pacingFlags } from './loading-flags.ts';

export const targetDoctor: CommandDefinition = {
  path: ['target', 'doctor'],
  parameters: '',
  flags: [{ flags: '-m, --mapping <file>' }, ...pacingFlags],
  usesNetwork: true,
  examples: ['perenos target doctor', 'perenos target doctor --mapping perenos.yaml --json'],
  exitCodes: [3, 4, 7, 9],
  load: async () => (await import('./target-doctor-action.ts')).targetDoctorAction,
};
