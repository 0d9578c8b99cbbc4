import type { PageTexts } from './report-page-texts.ts';

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
