import type { Language } from '../model/language.ts';
import type { CommandTexts, InterfaceTexts } from './command-texts.ts';
import type { Messages } from './messages.ts';
import type { LoadingTexts } from './loading-texts.ts';
import type { ReportTexts } from './report-texts.ts';

/** Everything that is said to people in one language. */
export interface Locale {
  readonly language: Language;
  readonly messages: Messages;
  readonly interfaceTexts: InterfaceTexts;
  readonly reportTexts: ReportTexts;
  readonly loadingTexts: LoadingTexts;
  /** By command name: `run`, `rejects show`. */
  readonly commandTexts: Readonly<Record<string, CommandTexts>>;
}

/** Loads one language: help in Russian need not load the English texts. */
export async function loadLocale(language: Language): Promise<Locale> {
  if (language === 'ru') {
    const [{ ru }, { interfaceTexts }, { commandTexts }, { reportTexts }, { loadingTexts }] = await Promise.all([
      import('./ru.ts'),
      import('./ru/interface.ts'),
      import('./ru/commands.ts'),
      import('./ru/report.ts'),
      import('./ru/loading.ts'),
    ]);
    return { language, messages: ru, interfaceTexts, commandTexts, reportTexts, loadingTexts };
  }
  const [{ en }, { interfaceTexts }, { commandTexts }, { reportTexts }, { loadingTexts }] = await Promise.all([
    import('./en.ts'),
    import('./en/interface.ts'),
    import('./en/commands.ts'),
    import('./en/report.ts'),
    import('./en/loading.ts'),
  ]);
  return { language, messages: en, interfaceTexts, commandTexts, reportTexts, loadingTexts };
}
