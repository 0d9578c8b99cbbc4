/** What commands around a load say: verify, rollback, operations, targets, the runbook. */
export interface LoadingTexts {
  readonly verifiedGood: string;
  readonly verifiedBad: string;
  /** Kind, written, checked, good, different. */
  readonly verifyColumns: readonly string[];
  /** Kind, field, currency, as written, as found. */
  readonly totalColumns: readonly string[];
  readonly differences: Readonly<Record<string, string>>;
  readonly rollbackPlanned: (file: string) => string;
  /** Kind, taken away, restored, kept. */
  /** Of a rollback: what it leaves. */
  readonly preparedStays: string;
  readonly rollbackColumns: readonly string[];
  readonly forecast: (whole: string) => string;
  /** Kind, operations, requests, time, bound by. */
  readonly forecastColumns: readonly string[];
  readonly boundBy: Readonly<Record<'requests' | 'server-time', string>>;
  readonly lengthOfTime: (seconds: number) => string;
  readonly aboutToUndo: (place: string) => string;
  readonly nothingToResume: string;
  /** Number, kind, record, action, attempts, reason. */
  readonly opsColumns: readonly string[];
  readonly noOps: (run: string) => string;
  readonly resolved: (operation: number) => string;
  readonly noDoubled: string;
  readonly doubledFound: (count: number) => string;
  readonly doubledRemoved: (count: number) => string;
  readonly doubledEdited: string;
  readonly rebuilt: (found: number, records: number) => string;
  readonly noAudit: string;
  readonly auditWhole: (lines: number) => string;
  readonly auditBroken: (line: number, file: string) => string;
  readonly purgeWould: (files: number) => string;
  readonly purged: (files: number, log: string) => string;
  readonly diagnosis: Readonly<Record<'good' | 'worth-a-look' | 'bad', string>>;
  /** State, subject, what was found. */
  readonly doctorColumns: readonly string[];
  readonly nothingToDiagnose: string;
  readonly schemaWritten: (file: string, pipelines: number, users: number) => string;
  readonly nothingToPrepare: string;
  /** What, kind, name, detail. */
  readonly prepareColumns: readonly string[];
  readonly preparations: Readonly<Record<'custom-field' | 'option' | 'stage' | 'pipeline' | 'marker-field', string>>;
  readonly prepared: (count: number) => string;
  /** Before the link to the page where a person allows access. */
  readonly openToAllow: string;
  readonly openAndPaste: string;
  readonly pasteHere: string;
  /** Shown by the browser when it has come back. */
  readonly allowed: string;
  readonly loggedIn: (connection: string) => string;
  readonly runbook: (facts: RunbookFacts) => string;
}

export interface RunbookFacts {
  readonly mapping: string;
  /** The target as shown to people; undefined while there is no plan. */
  readonly place: string | undefined;
  /** Operations by kind, a line each; empty while there is no plan. */
  readonly totals: string;
}
