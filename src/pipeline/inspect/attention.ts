import type {
  ColumnProfile,
  FileProfile,
  Profile,
  ProfileFinding,
  ProfileTotals,
  TableProfile,
} from '../../model/profile.ts';
import { sortedFindings } from './value-reading.ts';

const most = 12;

/** The strongest findings of all files, each with its place. Notices are no reason to look. */
export function attentionOf(files: readonly FileProfile[]): Profile['attention'] {
  const found = files.flatMap((file) => [
    ...file.findings.map((finding) => ({ ...finding, file: file.file, table: '', column: '' })),
    ...file.tables.flatMap((table) => ofTable(table).map((finding) => ({ ...finding, file: file.file }))),
  ]);
  const strong = found.filter(({ severity }) => severity !== 'notice');
  return sortedFindings(strong).slice(0, most) as Profile['attention'][number][];
}

function ofTable(table: TableProfile) {
  // One line a table: what most records share. The others are in their own list.
  const [widest] = table.repeats.toSorted((a, b) => b.records - a.records);
  const shared = (widest === undefined ? [] : [widest]).map(({ by, records, groups }) => ({
    ...warning('profile.repeats', { by, records, groups: groups.count }, records),
    table: table.name,
    column: '',
  }));
  const columns = table.columns.flatMap((column) =>
    [...column.oddities, ...unread(column)].map((finding) => ({
      ...finding,
      table: table.name,
      column: column.heading,
    })),
  );
  return [...shared, ...columns];
}

function unread({ quality, filled }: ColumnProfile): readonly ProfileFinding[] {
  if (quality === null || quality.unread === 0) return [];
  const args = { reader: quality.reader, count: quality.unread, filled };
  const [first] = quality.findings;
  return [{ ...warning('profile.unread', args, quality.unread), line: first?.line ?? 0, value: first?.value ?? null }];
}

function warning(code: ProfileFinding['code'], args: unknown, count: number): ProfileFinding {
  return { code, args, severity: 'warning', count, line: 0, value: null };
}

/** Errors among the findings say that something was lost before the file came here. */
export function verdictOf(attention: Profile['attention']): Profile['verdict'] {
  if (attention.some(({ severity }) => severity === 'error')) return 'damaged';
  return attention.length === 0 ? 'clean' : 'remarks';
}

export function totalsOf(files: readonly FileProfile[]): ProfileTotals {
  const tables = files.flatMap((file) => file.tables);
  const sum = (value: (table: TableProfile) => number) => tables.reduce((total, table) => total + value(table), 0);
  return {
    tables: tables.length,
    rows: sum(({ rows }) => rows),
    columns: sum(({ columns }) => columns.length),
    filled: sum(({ columns }) => columns.reduce((total, { filled }) => total + filled, 0)),
    cells: sum(({ rows, columns }) => rows * columns.length),
  };
}
