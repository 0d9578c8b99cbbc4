import type { Locale } from '../../locales/language.ts';
import type { ProfileTexts } from '../../locales/profile-texts.ts';
import type { ColumnProfile, FileProfile, Profile, ProfileFinding, TableProfile } from '../../model/profile.ts';
import { wordingOf } from '../errors.ts';
import { capital, fieldName, issueName, kindName, oneLine } from '../names.ts';
import type { TextStyle } from '../text.ts';
import { textTable, wrapText } from '../text-table.ts';

interface Writer extends TextStyle {
  readonly locale: Locale;
  readonly texts: ProfileTexts;
  readonly number: (value: number) => string;
}

const sampleWidth = 48;

/** The profile for a terminal: verdict, tables with their columns, quality, likely duplicates, what to look at. */
export function renderProfileText(
  profile: Profile,
  { locale, texts }: { readonly locale: Locale; readonly texts: ProfileTexts },
  style: TextStyle,
): string {
  const format = new Intl.NumberFormat(locale.language);
  const writer: Writer = { ...style, locale, texts, number: (value) => format.format(value) };
  return [
    verdict(writer, profile),
    ...profile.files.map((file) => fileText(writer, file)),
    attention(writer, profile),
  ].join('\n\n');
}

function verdict({ texts, paint, width }: Writer, { verdict: level }: Profile): string {
  const color = { clean: paint.green, remarks: paint.yellow, damaged: paint.red }[level];
  return [color(paint.bold(texts.verdict[level])), ...wrapText(texts.meaning[level], Math.min(width, 120))].join('\n');
}

function fileText(writer: Writer, file: FileProfile): string {
  const { paint } = writer;
  const facts = Object.entries(file.facts).map(([name, value]) => `${name} ${oneLine(String(value))}`);
  return [
    `${paint.bold(oneLine(file.file))}  ${oneLine(file.kind)}`,
    ...(facts.length === 0 ? [] : [`  ${paint.dim(facts.join(' · '))}`]),
    ...file.tables.map((table) => tableText(writer, table)),
    ...(file.findings.length === 0 ? [] : [file.findings.map((one) => findingLine(writer, one, '')).join('\n')]),
  ].join('\n\n');
}

function tableText(writer: Writer, table: TableProfile): string {
  const { locale, texts } = writer;
  const words = locale.reportTexts.page;
  const title = locale.interfaceTexts.tableOf(table.name, table.rows, table.preset ?? undefined);
  const heads = [words.column, texts.field, texts.type, words.filled, texts.distinct, texts.samples];
  return [
    `${title} → ${becomesOf(writer, table)}`,
    ...textTable([heads, ...table.columns.map((column) => columnRow(writer, column, table.rows))], writer.number).map(
      (line) => `  ${line}`,
    ),
    ...qualityLines(writer, table),
    ...table.repeats.map(({ by, records, groups }) => {
      const message = wordingOf(locale, 'profile.repeats').message({ by, records, groups: groups.count });
      return `  ${texts.sections.repeats}: ${message}`;
    }),
  ].join('\n');
}

/** What the rows become, in the words for several. */
function becomesOf({ locale, texts }: Writer, { entities }: TableProfile): string {
  const named = entities.map((kind) => kindName(locale, kind)).join(', ');
  return named === '' ? texts.noEntities : named;
}

function columnRow(writer: Writer, column: ColumnProfile, rows: number) {
  const { locale, texts } = writer;
  const share = rows === 0 ? 0 : Math.floor((column.filled / rows) * 100);
  return [
    oneLine(column.heading),
    column.field === null ? '—' : fieldName(locale, column.field),
    texts.types[column.type],
    `${share} %`,
    estimated(writer, column.distinct),
    oneLine(column.samples.join(' | ')).slice(0, sampleWidth),
  ];
}

function estimated({ number }: Writer, { count, exact }: { readonly count: number; readonly exact: boolean }): string {
  return `${exact ? '' : '≈ '}${number(count)}`;
}

function qualityLines({ texts, number }: Writer, { columns }: TableProfile): readonly string[] {
  return columns.flatMap(({ heading, quality }) => {
    if (quality === null) return [];
    const parts = (['as_is', 'brought', 'blank', 'unread'] as const)
      .filter((name) => quality[name] > 0)
      .map((name) => `${texts.quality[name]} ${number(quality[name])}`);
    return [`  ${texts.readers[quality.reader]} (${oneLine(heading)}): ${parts.join(', ')}`];
  });
}

function attention(writer: Writer, { attention: found, files }: Profile): string {
  const { texts, paint } = writer;
  if (found.length === 0) return paint.green(texts.nothingOdd);
  const lines = found.map((finding) =>
    findingLine(
      writer,
      finding,
      [files.length > 1 ? finding.file : '', finding.table, finding.column].filter((part) => part !== '').join(' › '),
    ),
  );
  return [paint.bold(texts.sections.attention), ...lines].join('\n');
}

function findingLine({ locale, paint, number }: Writer, finding: ProfileFinding, place: string): string {
  const { code, args, severity, count, line } = finding;
  const color = { error: paint.red, warning: paint.yellow, notice: paint.dim }[severity];
  const where = [oneLine(place), line === 0 ? '' : `${locale.interfaceTexts.line} ${line}`].filter(
    (part) => part !== '',
  );
  const message = oneLine(wordingOf(locale, code).message(args));
  return `  ${color(locale.reportTexts.severity[severity])}  ${number(count)} × ${capital(issueName(locale, code))}: ${message}  ${paint.dim([...where, code].join(', '))}`;
}
