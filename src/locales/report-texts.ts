type Level = 'ready' | 'remarks' | 'not-ready';
type Kind = 'plan' | 'result';
type Severity = 'error' | 'warning' | 'notice';

/** Texts of which some stand in for others. */
export type SomeTexts<T> = {
  readonly [K in keyof T]?: T[K] extends string | readonly string[] | ((...args: never[]) => string)
    ? T[K]
    : SomeTexts<T[K]>;
};

/** Labels of reports in one language. */
export interface ReportTexts {
  /** What a report says otherwise that takes a load back. */
  readonly undo: SomeTexts<Omit<ReportTexts, 'undo'>>;
  readonly title: string;
  readonly verdict: Readonly<Record<Kind, Readonly<Record<Level, string>>>>;
  /** What the verdict means, in one sentence. */
  readonly verdictMeaning: Readonly<Record<Kind, Readonly<Record<Level, string>>>>;
  /** `{problems|section}` stands for a link to a section, in sentences of `nextSteps` and `checklist`. */
  readonly nextSteps: Readonly<Record<Kind, Readonly<Record<Level, readonly string[]>>>>;
  readonly maskingBanner: Readonly<Record<'none' | 'partial' | 'full', string>>;
  readonly duration: (seconds: number) => string;
  readonly funnel: string;
  readonly kind: string;
  readonly columns: Readonly<
    Record<
      | 'rows'
      | 'exploded'
      | 'stubs'
      | 'read'
      | 'filtered'
      | 'rejected'
      | 'merged'
      | 'planned'
      | 'joined'
      | 'create'
      | 'update'
      | 'delete'
      | 'unchanged'
      | 'skip'
      | 'done'
      | 'in_doubt'
      | 'blocked',
      string
    >
  >;
  /** What became of the plan. */
  readonly loadedColumns: Readonly<
    Record<'planned' | 'done' | 'skipped' | 'rejected' | 'in_doubt' | 'blocked', string>
  >;
  /** Systems by the name of their target. */
  readonly targets: Readonly<Record<string, string>>;
  readonly addsUp: string;
  readonly resultAddsUp: string;
  readonly doesNotAddUp: string;
  readonly loaded: string;
  readonly problems: string;
  readonly noProblems: string;
  readonly severity: Readonly<Record<Severity, string>>;
  /** The same in a word or two. */
  readonly decider: Readonly<Record<'data' | 'integrator' | 'nobody', string>>;
  readonly decides: Readonly<Record<'data' | 'integrator' | 'nobody', string>>;
  readonly leftBehind: string;
  readonly filledCells: (count: number) => string;
  readonly duplicates: string;
  readonly mergedRecords: (clusters: number, merged: number) => string;
  readonly waitingPairs: (count: number) => string;
  readonly planHash: string;
  readonly more: (count: number) => string;
  readonly quoted: (text: string) => string;
  readonly similarLabel: string;
  readonly similar: (count: number) => string;
  readonly change: Readonly<Record<'new' | 'gone' | 'more' | 'fewer', string>>;
  readonly diff: Readonly<Record<'title' | 'same' | 'problems' | 'funnel' | 'totals', string>>;
  readonly mode: Readonly<Record<'quiet' | 'normal', string>>;
  readonly conflict: Readonly<Record<'keep-target' | 'overwrite' | 'stop', string>>;
  readonly policies: Readonly<Record<'update' | 'fill_empty' | 'skip' | 'create_anyway', string>>;
  readonly sections: Readonly<Record<SectionName, string>>;
  readonly page: PageTexts;
  /** How certain merges were. */
  readonly bands: Readonly<Record<'rule' | 'sure' | 'likely' | 'close', string>>;
  readonly matching: Readonly<Record<'records' | 'repeats' | 'compared' | 'expected_pairs' | 'expected_sure', string>>;
  readonly signOff: SignOffTexts;
  /** Canonical fields, by name; several kinds share one name where it means the same. */
  readonly fields: Readonly<Record<string, string>>;
  /** How far two values agree, by the level's name. */
  readonly evidence: Readonly<Record<string, string>>;
  /** What merged two records, by the rule's name. */
  readonly rules: Readonly<Record<string, string>>;
  readonly keyTypes: Readonly<Record<string, string>>;
  readonly skipReasons: Readonly<Record<string, string>>;
  readonly guarantees: Readonly<Record<string, string>>;
  /** What readers find out about files, by the fact's name. */
  readonly facts: Readonly<Record<string, string>>;
}

type SectionName =
  | 'funnel'
  | 'totals'
  | 'changes'
  | 'problems'
  | 'fields'
  | 'duplicates'
  | 'maps'
  | 'relations'
  | 'existing'
  | 'leftBehind'
  | 'since'
  | 'signOff'
  | 'appendix';

type TotalName = 'source' | 'gone' | 'plan' | 'target';

interface SignOffTexts {
  readonly intro: Readonly<Record<Kind, string>>;
  readonly command: string;
  readonly planFile: string;
  readonly checklist: Readonly<Record<Kind, readonly string[]>>;
  readonly signatures: string;
  readonly role: string;
  readonly name: string;
  readonly date: string;
  readonly signature: string;
  /** The first is the one who decides. */
  readonly roles: readonly string[];
}

/** Headings, labels and sentences of the HTML page. */
interface PageTexts {
  readonly about: (time: string) => string;
  readonly eta: string;
  readonly etaIntro: string;
  readonly flow: string;
  readonly stageFlow: string;
  /** What a picture of a flow says in words: one left node with what it goes into. */
  readonly flowOf: (from: string, parts: string) => string;
  /** Sentences before a command; sections as in `nextSteps`. */
  readonly decidePairs: string;
  readonly correctRows: string;
  readonly verifyWith: string;
  readonly undoWith: string;
  readonly evidenceIntro: string;
  readonly problemsWith: Readonly<Record<Severity, string>>;
  readonly totalParts: Readonly<Record<TotalName, string>>;
  readonly checkExceeded: Readonly<Record<'error' | 'warning', string>>;
  readonly actions: string;
  readonly after: string;
  readonly allReversible: string;
  readonly allSupported: string;
  readonly allowed: string;
  readonly asInSource: string;
  readonly before: string;
  readonly becomes: string;
  readonly bytes: string;
  readonly cause: string;
  readonly check: string;
  readonly checkInformative: string;
  readonly checkPassed: string;
  readonly checks: string;
  readonly clusters: string;
  readonly column: string;
  readonly columns: string;
  readonly comparedWith: string;
  readonly contents: string;
  readonly currency: string;
  readonly customFields: string;
  readonly decides: string;
  readonly difference: string;
  readonly duplicatesIntro: string;
  readonly duration: string;
  readonly empty: string;
  readonly errors: string;
  readonly existing: string;
  readonly facts: string;
  readonly field: string;
  readonly fieldQuality: string;
  readonly fieldsIntro: string;
  readonly file: string;
  readonly filled: string;
  readonly findings: string;
  readonly finishedAt: string;
  readonly firstReport: string;
  readonly fix: string;
  readonly fixed: string;
  readonly footer: string;
  readonly format: string;
  readonly found: string;
  readonly frequency: string;
  readonly funnelChart: string;
  readonly funnelIntro: string;
  readonly group: string;
  readonly guarantee: string;
  readonly guarantees: string;
  readonly inputs: string;
  readonly irreversible: string;
  readonly key: string;
  readonly leadsTo: string;
  readonly leftCells: string;
  readonly leftColumns: string;
  readonly limit: string;
  readonly limits: string;
  readonly line: string;
  readonly linkCount: string;
  readonly links: string;
  readonly madeAt: string;
  readonly map: string;
  readonly mapEntries: string;
  readonly mapIntro: string;
  readonly mapRest: string;
  readonly mapTargets: string;
  readonly mapping: string;
  readonly matchingFigures: string;
  readonly mergeBands: string;
  readonly mergeBandsIntro: string;
  readonly mergeConflicts: string;
  readonly matched: string;
  readonly maxCreates: string;
  readonly maxDeletes: string;
  readonly maxRejectShare: string;
  readonly maxReplaced: string;
  readonly usualReplaced: string;
  readonly maxUpdates: string;
  readonly mergeExamples: string;
  readonly mergedAway: string;
  readonly nameInMapping: string;
  readonly nextSteps: string;
  readonly noAmount: string;
  readonly noChecks: string;
  readonly noCustomFields: string;
  readonly noExisting: string;
  readonly noInputs: string;
  readonly noLimit: string;
  readonly noLinks: string;
  readonly noMaps: string;
  readonly noMatching: string;
  readonly noOrphans: string;
  readonly noRecords: string;
  readonly noTotals: string;
  readonly noUnmapped: string;
  readonly noUpdates: string;
  readonly notNamed: string;
  readonly nothingChanged: string;
  readonly nothingLeft: string;
  readonly notices: string;
  readonly now: string;
  readonly number: string;
  readonly ofRecords: string;
  readonly options: string;
  readonly orphans: string;
  readonly place: string;
  readonly planHash: string;
  readonly planId: string;
  readonly planReport: string;
  readonly policy: string;
  readonly problem: string;
  readonly problemDetails: string;
  readonly problemsIntro: string;
  readonly project: string;
  readonly reason: string;
  readonly records: string;
  readonly repairs: string;
  readonly reportFormat: string;
  readonly resultReport: string;
  readonly rows: string;
  readonly samples: string;
  readonly score: string;
  readonly share: string;
  readonly shares: string;
  readonly signs: string;
  readonly sinceLast: string;
  readonly size: string;
  readonly sizes: string;
  readonly skipToContent: string;
  readonly skippedIntro: string;
  readonly skippedValues: string;
  readonly source: string;
  readonly status: string;
  readonly suggestion: string;
  readonly sum: string;
  readonly target: string;
  readonly tiles: string;
  readonly total: string;
  readonly totals: string;
  readonly totalsIntro: string;
  readonly type: string;
  readonly unmapped: string;
  /** Of an owner who has an account in the target and does not work there any more. */
  readonly dismissed: string;
  readonly unmappedIntro: string;
  readonly unnamedColumn: string;
  readonly unsupported: string;
  readonly updateSamples: string;
  readonly updatesByField: string;
  readonly value: string;
  readonly tool: string;
  readonly versions: string;
  readonly waiting: string;
  readonly waitingExamples: string;
  readonly warnings: string;
  readonly was: string;
  readonly whatFound: string;
  readonly where: string;
  readonly wholeFile: string;
}
