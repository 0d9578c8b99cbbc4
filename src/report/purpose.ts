import type { Locale } from '../locales/language.ts';
import type { Report } from '../model/report.ts';

/** The texts for a report: one that takes a load back says so. */
export function localeFor({ purpose }: Pick<Report, 'purpose'>, locale: Locale): Locale {
  if (purpose === undefined) return locale;
  const { reportTexts } = locale;
  return { ...locale, reportTexts: merged(reportTexts, reportTexts.undo) as Locale['reportTexts'] };
}

function merged(texts: unknown, others: unknown): unknown {
  if (others === undefined) return texts;
  if (!isGroup(texts) || !isGroup(others)) return others;
  const entries = Object.entries(others).map(([name, other]) => [name, merged(texts[name], other)] as const);
  return { ...texts, ...Object.fromEntries(entries) };
}

function isGroup(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
