import type { Language } from '../model/language.ts';

type MatchSqlStep =
  | 'record-key'
  | 'record-place'
  | 'feature'
  | 'feature-value'
  | 'record-source'
  | 'field-value'
  | 'field-usual'
  | 'field-term'
  | 'match-prior'
  | 'load'
  | 'compared'
  | 'pair-term'
  | 'asked-number'
  | 'question'
  | 'edge'
  | 'edges'
  | 'block'
  | 'block-member'
  | 'candidate'
  | 'pairs'
  | 'pair-features'
  | 'pair-values'
  | 'oversized';

/** Comments in the SQL that `match --print-sql` prints; lines are broken where they are to be broken. */
export interface MatchSqlTexts {
  readonly head: (kind: 'company' | 'contact', engine: string, cap: number) => string;
  /** Said of engines that the statements have not been run on. */
  readonly notRun: string;
  readonly keyTypes: string;
  readonly steps: Readonly<Record<MatchSqlStep, string>>;
}

export async function loadMatchSqlTexts(language: Language): Promise<MatchSqlTexts> {
  if (language === 'ru') return (await import('./ru/match-sql-texts.ts')).matchSqlTexts;
  return (await import('./en/match-sql-texts.ts')).matchSqlTexts;
}
