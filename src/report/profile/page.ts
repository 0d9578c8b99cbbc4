import type { Locale } from '../../locales/language.ts';
import type { ProfileTexts } from '../../locales/profile-texts.ts';
import type { FileProfile, Profile, ProfileFinding, TableProfile } from '../../model/profile.ts';
import { wordingOf } from '../errors.ts';
import { figuresOf, type Figures, type Path } from '../html/figures.ts';
import { html, type Markup } from '../html/markup.ts';
import { table } from '../html/table.ts';
import { capital, fieldName, issueName } from '../names.ts';

/** What every section of a profile's page is made from. */
export interface ProfilePage {
  readonly profile: Profile;
  readonly locale: Locale;
  readonly texts: ProfileTexts;
  readonly figures: Figures;
  readonly field: (field: string | null) => string;
}

/** A table with its place in the JSON and the name people know it by. */
export interface PlacedTable {
  readonly table: TableProfile;
  readonly path: Path;
  readonly name: string;
}

export function openProfilePage(profile: Profile, locale: Locale, texts: ProfileTexts): ProfilePage {
  return {
    profile,
    locale,
    texts,
    figures: figuresOf(profile, locale.language),
    field: (field) => (field === null ? '—' : capital(fieldName(locale, field))),
  };
}

/** All tables of all files; with one file its name is not said again. */
export function placedTables({ profile, texts }: ProfilePage): readonly PlacedTable[] {
  const isOne = profile.files.length === 1;
  return profile.files.flatMap((file, place) =>
    file.tables.map((one, index) => ({
      table: one,
      path: ['files', place, 'tables', index],
      name: nameOf(file, one, isOne) || texts.unnamedTable,
    })),
  );
}

function nameOf({ file }: FileProfile, { name }: TableProfile, isOne: boolean): string {
  return [isOne ? '' : file, name].filter((part) => part !== '').join(' › ');
}

/** Findings of one column or file: what, how often, where first, what to do. */
export function findingsTable(
  page: ProfilePage,
  findings: readonly ProfileFinding[],
  path: Path,
  label: string,
): Markup {
  const { texts, figures, locale } = page;
  const words = locale.reportTexts.page;
  return table({
    label,
    columns: [
      { title: words.whatFound },
      { title: texts.count, numeric: true },
      { title: texts.firstAt, numeric: true },
      { title: words.value },
      { title: words.fix },
    ],
    rows: findings.map((finding, index) => [
      html`${severityTag(page, finding)} ${issueName(locale, finding.code)}<br /><span class="where"
          >${wordingOf(locale, finding.code).message(finding.args)}</span
        >`,
      figures.count(...path, index, 'count'),
      finding.line === 0 ? '—' : figures.count(...path, index, 'line'),
      finding.value === null ? '—' : html`<code>${finding.value}</code>`,
      wordingOf(locale, finding.code).fix,
    ]),
  });
}

export function severityTag({ locale }: ProfilePage, { severity }: Pick<ProfileFinding, 'severity'>): Markup {
  return html`<span class="tag ${severity}">${locale.reportTexts.severity[severity]}</span>`;
}
