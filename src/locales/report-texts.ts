/** Labels of reports in one language. */
export interface ReportTexts {
  readonly title: string;
  readonly verdict: Readonly<Record<'ready' | 'remarks' | 'not-ready', string>>;
  readonly funnel: string;
  readonly kind: string;
  readonly columns: Readonly<
    Record<
      | 'read'
      | 'filtered'
      | 'rejected'
      | 'merged'
      | 'planned'
      | 'create'
      | 'update'
      | 'unchanged'
      | 'skip'
      | 'done'
      | 'in_doubt'
      | 'blocked',
      string
    >
  >;
  readonly addsUp: string;
  readonly doesNotAddUp: string;
  readonly loaded: string;
  readonly problems: string;
  readonly noProblems: string;
  readonly severity: Readonly<Record<'error' | 'warning' | 'notice', string>>;
  readonly leftBehind: string;
  readonly filledCells: (count: number) => string;
  readonly duplicates: string;
  readonly mergedRecords: (clusters: number, merged: number) => string;
  readonly planHash: string;
  readonly more: (count: number) => string;
}
