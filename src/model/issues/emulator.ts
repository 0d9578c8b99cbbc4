import { define } from '../issue-definition.ts';

/** What starting a rehearsal CRM can meet. */
export const emulatorIssues = {
  'emulator.port': define<{ port: number; reason: string }>('error'),
  'emulator.faults': define<{ file: string; problem: string }>('error'),
  'emulator.state': define<{ file: string; problem: string }>('error'),
} as const;
