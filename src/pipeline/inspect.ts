import type { Context, Fact } from '../context.ts';
import type { Input } from '../input.ts';
import type { Cell, Row, Table } from '../model/row.ts';
import type { Finding, Severity } from '../model/issue.ts';
import type { Source } from '../sources/source.ts';

/** One column as all its rows show it. */
export interface ColumnProfile {
  readonly heading: string;
  readonly filled: number;
  /** Filled cells by what they look like. */
  readonly looks: Readonly<Record<CellLook, number>>;
  /** The first different values. */
  readonly samples: readonly string[];
}

export type CellLook = 'text' | 'number' | 'date' | 'phone' | 'email' | 'flag';

export interface TableProfile {
  readonly name: string;
  readonly rows: number;
  readonly firstLine: number;
  readonly columns: readonly ColumnProfile[];
}

export interface FileProfile {
  readonly file: string;
  readonly bytes: number;
  readonly format: string;
  readonly kind: string;
  readonly facts: Readonly<Record<string, Fact['value']>>;
  readonly tables: readonly TableProfile[];
  /** Findings of the reader, by code. */
  readonly findings: readonly (Finding & {
    readonly severity: Severity;
    readonly count: number;
    readonly line: number;
  })[];
}

interface Profile {
  readonly table: Table;
  rows: number;
  firstLine: number;
  readonly columns: { filled: number; looks: Record<CellLook, number>; samples: Set<string> }[];
}

/** Reads a whole file and says what it is, which tables it holds and what their columns look like. */
export async function inspectFile(
  input: Input,
  {
    source,
    kind,
    options,
    context,
  }: { readonly source: Source; readonly kind: string; readonly options: unknown; readonly context: Context },
): Promise<FileProfile> {
  const facts = new Map<string, Fact['value']>();
  const findings = new Map<string, FileProfile['findings'][number]>();
  const profiles = new Map<Table, Profile>();
  const reading: Context = {
    ...context,
    fact: (fact) => facts.set(fact.name, fact.value),
    report: ({ code, args, severity, origin }) => {
      const known = findings.get(code);
      const first = { code, args, severity, line: origin.line } as FileProfile['findings'][number];
      findings.set(code, { ...(known ?? first), count: (known?.count ?? 0) + 1 });
    },
  };
  for await (const batch of source.read(input, options, reading)) {
    context.signal.throwIfAborted();
    for (const row of batch) profileRow(profiles, row);
  }
  const tables = [...profiles.values()].map(toTableProfile);
  const { file, bytes } = input;
  return {
    file,
    bytes,
    format: source.name,
    kind,
    facts: Object.fromEntries(facts),
    tables,
    findings: [...findings.values()],
  };
}

function profileRow(profiles: Map<Table, Profile>, { table, line, cells }: Row): void {
  const profile = profiles.get(table) ?? { table, rows: 0, firstLine: line, columns: [] };
  profiles.set(table, profile);
  profile.rows += 1;
  for (const [index, cell] of cells.entries()) {
    const text = textOf(cell);
    if (text === '') continue;
    const column = (profile.columns[index] ??= { filled: 0, looks: noLooks(), samples: new Set() });
    column.filled += 1;
    column.looks[lookOf(cell, text)] += 1;
    if (column.samples.size < 3) column.samples.add(text.slice(0, 60));
  }
}

function toTableProfile({ table, rows, firstLine, columns }: Profile): TableProfile {
  return {
    name: table.name,
    rows,
    firstLine,
    columns: table.columns.map((heading, index) => {
      const { filled = 0, looks = noLooks(), samples = new Set<string>() } = columns[index] ?? {};
      return { heading, filled, looks, samples: [...samples] };
    }),
  };
}

const noLooks = (): Record<CellLook, number> => ({ text: 0, number: 0, date: 0, phone: 0, email: 0, flag: 0 });

function textOf(cell: Cell): string {
  if (cell === null) return '';
  if (cell instanceof Date) return cell.toISOString().replace(/T00:00:00\.000Z$/, '');
  if (Array.isArray(cell))
    return cell
      .map((item) => textOf(item as Cell))
      .filter((text) => text !== '')
      .join(', ');
  return String(cell).trim();
}

/** A glance, for a person who has not seen the file: what a value really is, transforms decide. */
function lookOf(cell: Cell, text: string): CellLook {
  if (cell instanceof Date) return 'date';
  if (typeof cell === 'boolean') return 'flag';
  if (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text)) return 'email';
  if (/^\d{1,2}[./-]\d{1,2}[./-](\d{2}|\d{4})(\s|$)/.test(text) || /^\d{4}-\d{2}-\d{2}/.test(text)) return 'date';
  const digits = text.replace(/\D/g, '').length;
  if (digits >= 10 && digits <= 15 && /^[+78(]/.test(text) && /^[+\d\s().-]+$/.test(text)) return 'phone';
  if (typeof cell === 'number' || /^-?[\d\s\u00a0\u202f]+([.,]\d+)?$/.test(text)) return 'number';
  return 'text';
}
