import type { Language } from '../model/language.ts';

/** What the review page and the commands about likely duplicates say. Plain data: the page is given it as JSON. */
export interface ReviewTexts {
  readonly title: string;
  readonly kinds: Readonly<Record<'company' | 'contact', string>>;
  readonly all: string;
  readonly kind: string;
  readonly band: string;
  readonly bands: Readonly<Record<'likely' | 'unsure' | 'unlikely', string>>;
  readonly rule: string;
  readonly source: string;
  readonly owner: string;
  readonly status: string;
  readonly statuses: Readonly<Record<'open' | 'same' | 'different' | 'later' | 'mixed', string>>;
  readonly onlyConflicts: string;
  readonly search: string;
  /** `{left}` and `{all}` are put in by the page. */
  readonly progress: string;
  readonly nothing: string;
  readonly allDone: string;
  readonly pick: string;
  readonly result: string;
  readonly field: string;
  readonly include: string;
  readonly merged: string;
  readonly links: string;
  readonly changed: string;
  readonly why: string;
  readonly prior: string;
  readonly score: string;
  readonly bits: string;
  readonly chance: string;
  readonly merge: string;
  readonly different: string;
  readonly split: string;
  readonly later: string;
  readonly undo: string;
  readonly alike: string;
  readonly alikeConfirm: string;
  readonly type: string;
  readonly none: string;
  readonly equalFields: string;
  readonly wrongValue: string;
  readonly failed: string;
  readonly closed: string;
  readonly needLink: string;
  readonly undone: string;
  readonly nothingToUndo: string;
  readonly download: string;
  readonly offline: string;
  readonly help: string;
  readonly helpLines: readonly string[];
  readonly close: string;
  readonly cancel: string;
  readonly apply: string;
  readonly noScript: string;
  readonly done: Readonly<Record<'same' | 'different' | 'later', string>>;
  /** Of CSV and XLSX. */
  readonly columns: Readonly<
    Record<'group' | 'kind' | 'score' | 'why' | 'left' | 'right' | 'decision' | 'differs', string>
  >;
  readonly decisions: Readonly<Record<'same' | 'different' | 'later', string>>;
  readonly listening: (address: string) => string;
  readonly exported: (count: number, file: string) => string;
  readonly imported: (taken: number, unclear: number) => string;
  readonly decided: (decision: 'same' | 'different' | 'later', left: string, right: string) => string;
  readonly splitDone: (count: number) => string;
  readonly notMerged: string;
  readonly verdicts: Readonly<Record<'auto' | 'review' | 'different' | 'forbidden' | 'asked' | 'own-number', string>>;
  readonly questions: (open: number, all: number) => string;
}

/** Loads the texts of one language. */
export async function loadReviewTexts(language: Language): Promise<ReviewTexts> {
  if (language === 'ru') return (await import('./ru/review-texts.ts')).reviewTexts;
  return (await import('./en/review-texts.ts')).reviewTexts;
}
