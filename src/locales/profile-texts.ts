import type { Language } from '../model/language.ts';

/** Labels of the profile of raw files in one language. */
export interface ProfileTexts {
  readonly title: string;
  readonly verdict: Readonly<Record<'clean' | 'remarks' | 'damaged', string>>;
  readonly meaning: Readonly<Record<'clean' | 'remarks' | 'damaged', string>>;
  readonly nextSteps: Readonly<Record<'clean' | 'remarks' | 'damaged', readonly string[]>>;
  readonly masking: Readonly<Record<'none' | 'partial' | 'full', string>>;
  readonly sections: Readonly<Record<'attention' | 'columns' | 'quality' | 'repeats' | 'details' | 'files', string>>;
  readonly skip: string;
  readonly footer: string;
  readonly tiles: Readonly<Record<'tables' | 'rows' | 'columns' | 'filled', string>>;
  readonly nothingOdd: string;
  readonly attentionIntro: string;
  readonly columnsIntro: string;
  readonly qualityIntro: string;
  readonly repeatsIntro: string;
  readonly detailsIntro: string;
  readonly noTables: string;
  readonly noQuality: string;
  readonly noRepeats: string;
  readonly nothingFound: string;
  readonly unnamedTable: string;
  readonly likely: string;
  /** Of a table that only completes others, or stays behind. */
  readonly noEntities: string;
  readonly preset: string;
  readonly noPreset: string;
  readonly field: string;
  readonly type: string;
  readonly types: Readonly<Record<'text' | 'number' | 'date' | 'phone' | 'email' | 'flag' | 'empty', string>>;
  readonly share: string;
  readonly distinct: string;
  readonly samples: string;
  readonly about: string;
  readonly quality: Readonly<Record<'as_is' | 'brought' | 'blank' | 'unread', string>>;
  readonly readers: Readonly<Record<'phone' | 'email' | 'inn' | 'kpp' | 'ogrn' | 'date' | 'money', string>>;
  readonly readable: string;
  readonly repeatKeys: Readonly<Record<'row' | 'phone' | 'email' | 'inn' | 'name', string>>;
  readonly repeatKey: string;
  readonly groups: string;
  readonly sharing: string;
  readonly largest: string;
  readonly lines: string;
  readonly wholeRow: string;
  readonly top: string;
  readonly shapes: string;
  readonly otherShape: string;
  readonly length: string;
  readonly range: string;
  readonly oddities: string;
  readonly firstAt: string;
  readonly firstLine: string;
  readonly looks: string;
  readonly count: string;
}

/** Loads the texts of one language. */
export async function loadProfileTexts(language: Language): Promise<ProfileTexts> {
  if (language === 'ru') return (await import('./ru/profile-texts.ts')).profileTexts;
  return (await import('./en/profile-texts.ts')).profileTexts;
}
