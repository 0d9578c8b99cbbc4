import type { Language } from '../model/language.ts';

/** What the workbook of rejected rows says, and what is said about importing it. */
export interface WorkbookTexts {
  readonly howTo: string;
  readonly maps: string;
  readonly lists: string;
  readonly title: string;
  readonly project: string;
  readonly run: string;
  readonly exported: string;
  readonly rows: string;
  readonly steps: readonly string[];
  readonly privacy: string;
  readonly withoutValues: string;
  /** Headings before the values: number, file, row, code, problem, what to do, decision. */
  readonly number: string;
  readonly file: string;
  readonly line: string;
  readonly code: string;
  readonly problem: string;
  readonly remedy: string;
  readonly decision: string;
  readonly original: (column: string) => string;
  readonly decisions: Readonly<Record<'fixed' | 'as-is' | 'skip', string>>;
  readonly mapName: string;
  readonly mapValue: string;
  readonly mapCount: string;
  readonly mapTarget: string;
  readonly imported: (counts: {
    readonly accepted: number;
    readonly rows: number;
    readonly wrong: number;
    readonly conflicts: number;
  }) => string;
  readonly nothingWritten: string;
  readonly nothingNew: string;
  readonly unchecked: string;
  readonly inBookRow: (sheet: string, row: number) => string;
}

/** Loads the texts of one language. */
export async function loadWorkbookTexts(language: Language): Promise<WorkbookTexts> {
  if (language === 'ru') return (await import('./ru/workbook-texts.ts')).workbookTexts;
  return (await import('./en/workbook-texts.ts')).workbookTexts;
}
