import type { Language } from '../model/language.ts';

/** What a running rehearsal CRM says. */
export interface EmulateTexts {
  readonly listening: (system: string, address: string) => string;
  /** `file` is where the secret was written to, if it was. */
  readonly next: (given: {
    readonly token: string | undefined;
    readonly file: string | undefined;
    readonly admin: string;
  }) => string;
  readonly ended: (requests: number, refused: number) => string;
}

/** Loads the texts of one language. */
export async function loadEmulateTexts(language: Language): Promise<EmulateTexts> {
  if (language === 'ru') return (await import('./ru/emulate-texts.ts')).emulateTexts;
  return (await import('./en/emulate-texts.ts')).emulateTexts;
}
