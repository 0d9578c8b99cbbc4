import { transformNamed } from '../../mapping/transform-registry.ts';
import { severityOf, type Finding, type Severity } from '../../model/issue.ts';
import type { ProfileFinding, QualityProfile } from '../../model/profile.ts';
import type { Cell, Value } from '../../model/row.ts';
import { shapeOf } from './cell-look.ts';

type Reader = QualityProfile['reader'];
/** A transform made ready. */
type Apply = Awaited<ReturnType<NonNullable<ReturnType<typeof transformNamed>>['compile']>>;

/** Fields that have a rule of cleaning, and the rule. */
const readers: Readonly<Record<string, Reader>> = {
  phones: 'phone',
  emails: 'email',
  inn: 'inn',
  kpp: 'kpp',
  ogrn: 'ogrn',
  birth_date: 'date',
  opened_at: 'date',
  close_date: 'date',
  closed_at: 'date',
  created_at: 'date',
  amount: 'money',
  price: 'money',
};

/** What the cleaning rule of a field makes of a column, counted value by value. */
export interface ValueReading {
  readonly reader: Reader;
  readonly apply: Apply;
  as_is: number;
  brought: number;
  blank: number;
  unread: number;
  readonly examples: Map<string, { readonly before: string; readonly after: string }>;
  readonly findings: Map<string, Counted>;
}

/** A finding with its number and its first place. */
export type Counted = { -readonly [K in keyof ProfileFinding]: ProfileFinding[K] };

const maxExamples = 4;

/** Undefined for a field without a rule. */
export async function openReading(field: string | null): Promise<ValueReading | undefined> {
  const reader = field === null ? undefined : readers[field];
  if (reader === undefined) return undefined;
  const apply = await transformNamed(reader)?.compile(undefined);
  if (apply === undefined) return undefined;
  return { reader, apply, as_is: 0, brought: 0, blank: 0, unread: 0, examples: new Map(), findings: new Map() };
}

/** Reads one filled cell; gives the values understood in it, each as one text. */
export function readValue(reading: ValueReading, cell: Cell, { text, line }: { text: string; line: number }): string[] {
  let hasFailed = false;
  const made = reading.apply(cell, (code, args) => {
    const finding = { code, args } as Finding;
    if (severityOf(code) === 'error') hasFailed = true;
    countFinding(reading.findings, finding, { line, value: text });
  });
  const values = valuesOf(made);
  if (values.length === 0) reading[hasFailed ? 'unread' : 'blank'] += 1;
  else if (values.length === 1 && values[0] === text) reading.as_is += 1;
  else {
    reading.brought += 1;
    keepExample(reading, text, values.join(', '));
  }
  return values;
}

/** Counts a finding where others of its code are counted; the first one lends its value and place. */
export function countFinding(
  findings: Map<string, Counted>,
  { code, args }: Finding,
  place: { readonly line: number; readonly value: string | null; readonly severity?: Severity },
): void {
  const known = findings.get(code);
  if (known !== undefined) known.count += 1;
  else findings.set(code, { code, args, severity: severityOf(code), count: 1, ...place });
}

function keepExample({ examples }: ValueReading, before: string, after: string): void {
  if (examples.size >= maxExamples) return;
  const shape = shapeOf(before);
  if (!examples.has(shape)) examples.set(shape, { before, after });
}

/** Lists of structures such as phones give their `value`, money its amount. */
function valuesOf(made: Value): string[] {
  if (made === null) return [];
  if (Array.isArray(made)) return (made as readonly Value[]).flatMap(valuesOf);
  if (typeof made === 'object' && !(made instanceof Date)) {
    const { value, amount, currency } = made as Readonly<Record<string, Value>>;
    if (typeof amount === 'string' && typeof currency === 'string') return [`${amount} ${currency}`];
    return value === undefined ? [] : valuesOf(value);
  }
  return [made instanceof Date ? made.toISOString() : String(made)];
}

/** Findings as the profile has them: errors first, then the most frequent. */
export function sortedFindings(findings: Iterable<ProfileFinding>): ProfileFinding[] {
  return [...findings].toSorted(
    (a, b) => ranks[a.severity] - ranks[b.severity] || b.count - a.count || (a.code < b.code ? -1 : 1),
  );
}

const ranks = { error: 0, warning: 1, notice: 2 } as const;
