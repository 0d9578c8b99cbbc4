import type { Emulator } from '../../../src/emulators/emulator.ts';
import type { ExpectedRecord, HeldRecord } from './held.ts';
import type { TargetName } from './mapping.ts';
import type { Tables } from './rows.ts';

/** A stand-in that records are loaded into, and what one sees in it past the program. */
export interface Stage {
  readonly target: TargetName;
  readonly emulator: Pick<Emulator<unknown>, 'clock' | 'faults' | 'log' | 'url' | 'close'>;
  /** Of the target, for the mapping: times are those of a program whose time passes fast. */
  readonly settings: readonly string[];
  readonly secret: string;
  /** Operations that write, for faults that happen inside the work. */
  readonly writes: readonly string[];
  readonly held: () => readonly HeldRecord[];
  readonly expected: (tables: Tables) => readonly ExpectedRecord[];
  /** Records that a rollback should have taken away and did not. */
  readonly undone: () => readonly string[];
}
