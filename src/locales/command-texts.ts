import type { Phase } from '../model/event.ts';

/** Help of one command in one language. */
export interface CommandTexts {
  /** One sentence: what the command is for. */
  readonly summary: string;
  /** By flag name without dashes: `to`, `dry-run`. */
  readonly flags: Readonly<Record<string, string>>;
  /** By parameter name: `file`. */
  readonly parameters?: Readonly<Record<string, string>>;
}

/** What the command line itself says, beside findings and reports. */
export interface InterfaceTexts {
  readonly purpose: string;
  readonly pathTitle: string;
  readonly examplesTitle: string;
  readonly usageTitle: string;
  readonly flagsTitle: string;
  readonly globalFlagsTitle: string;
  readonly networkFlagsTitle: string;
  readonly parametersTitle: string;
  readonly commandsTitle: string;
  readonly exitCodesTitle: string;
  readonly moreHelp: string;
  readonly documentation: string;
  readonly error: string;
  readonly warning: string;
  readonly notice: string;
  readonly value: string;
  readonly reason: string;
  readonly fix: string;
  readonly suggestion: string;
  readonly line: string;
  readonly column: string;
  readonly sheet: string;
  readonly next: string;
  readonly globalFlags: Readonly<Record<string, string>>;
  /** Of commands that may call a server. */
  readonly networkFlags: Readonly<Record<string, string>>;
  readonly askSecret: (connection: string) => string;
  /** By exit code. */
  readonly exitCodes: Readonly<Record<number, string>>;
  /** In place of the phase `apply` while a load is taken back. */
  readonly undoing: string;
  readonly phases: Readonly<Record<Phase, string>>;
  /** Speed and time of a phase; numbers come written. */
  readonly tempo: {
    readonly perSecond: (count: string) => string;
    readonly perHour: (count: string) => string;
    readonly left: (duration: string) => string;
    readonly until: (clock: string) => string;
    readonly hours: (count: number) => string;
    readonly minutes: (count: number) => string;
    readonly seconds: (count: number) => string;
  };
  readonly runColumns: readonly string[];
  readonly runStatus: Readonly<Record<'running' | 'done' | 'issues' | 'doubt', string>>;
  readonly aboutToWrite: (creates: number, updates: number, place: string) => string;
  readonly confirmQuestion: string;
  readonly loadedInto: (place: string) => string;
  readonly dryRunOnly: string;
  readonly heldBack: string;
  readonly reportAt: (file: string) => string;
  readonly example: string;
  readonly noRejects: string;
  readonly rejectsWritten: (count: number, file: string) => string;
  readonly rejectColumns: readonly string[];
  readonly checked: (files: number, errors: number, warnings: number) => string;
  readonly tableOf: (name: string, rows: number, preset: string | undefined) => string;
  readonly written: (file: string) => string;
  readonly askSource: string;
  readonly unmappedColumns: readonly string[];
  readonly allMapped: string;
  readonly importedFrom: (file: string) => string;
  readonly importLeftOut: string;
  /** Why a part of another tool's mapping was not converted. */
  readonly importReasons: Readonly<
    Record<
      | 'unmapped'
      | 'empty-constant'
      | 'no-kind'
      | 'option'
      | 'filter'
      | 'record-type'
      | 'lookup'
      | 'no-key'
      | 'parent-key'
      | 'not-understood',
      string
    >
  >;
  readonly emptyMapping: (project: string, target: string) => string;
  readonly topics: string;
  /** Help topics that are prose. */
  readonly help: Readonly<Record<'mapping' | 'expressions' | 'privacy' | 'environment', string>>;
  readonly kinds: Readonly<Record<string, string>>;
}
