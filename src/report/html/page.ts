import type { Locale } from '../../locales/language.ts';
import type { ReportTexts } from '../../locales/report-texts.ts';
import type { EntityKind } from '../../model/entity.ts';
import type { Report } from '../../model/report.ts';
import { capital, fieldName, kindName } from '../names.ts';
import { localeFor } from '../purpose.ts';
import { figuresOf, type Figures } from './figures.ts';
import type { Markup } from './markup.ts';

/** What every section of a page is made from. */
export interface Page {
  readonly report: Report;
  readonly locale: Locale;
  readonly texts: ReportTexts;
  readonly figures: Figures;
  readonly kind: (kind: EntityKind | null) => string;
  readonly field: (field: string | null) => string;
  /** An instant of the report, in UTC. */
  readonly instant: (iso: string) => string;
}

/** One numbered section. */
export interface Section {
  readonly id: string;
  readonly title: string;
  readonly body: Markup;
}

export function openPage(report: Report, usual: Locale): Page {
  const locale = localeFor(report, usual);
  const instants = new Intl.DateTimeFormat(locale.language, { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' });
  return {
    report,
    locale,
    texts: locale.reportTexts,
    figures: figuresOf(report, locale.language),
    kind: (kind) => capital(kindName(locale, kind)),
    field: (field) => fieldName(locale, field),
    instant: (iso) => `${instants.format(new Date(iso))} UTC`,
  };
}
