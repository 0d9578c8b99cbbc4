import type { EntityKind } from '../model/entity.ts';
import type { ControlTotal, TotalSum } from '../model/report.ts';
import { amountRows } from '../store/plan-report.ts';
import type { Plan } from '../store/plan.ts';
import { addDecimals } from '../text/decimal-sum.ts';
import type { FieldTally } from './field-tally.ts';

/** Amounts that are worth a control total, with what they are grouped by. */
const measured: readonly { readonly kind: EntityKind; readonly field: string; readonly by: readonly string[] }[] = [
  { kind: 'company', field: 'revenue', by: [] },
  { kind: 'lead', field: 'amount', by: ['status'] },
  { kind: 'deal', field: 'amount', by: ['pipeline', 'stage'] },
];

/** More groups than this are no stages but free text: only the currency tells them apart then. */
const maxGroups = 100;

/** Counts and money as read and as planned, for kinds of which any record has the amount. */
export function controlTotals(plan: Plan, tallies: readonly FieldTally[]): readonly ControlTotal[] {
  return measured.flatMap(({ kind, field, by }) => {
    const filled = tallies.find((tally) => tally.kind === kind)?.filled ?? {};
    if ((filled[field] ?? 0) === 0) return [];
    const used = by.filter((name) => (filled[name] ?? 0) > 0);
    const grouped = totalsOf(plan, { kind, field, by: used });
    return grouped.length > maxGroups ? totalsOf(plan, { kind, field, by: [] }) : grouped;
  });
}

interface Measure {
  readonly kind: EntityKind;
  readonly field: string;
  readonly by: readonly string[];
}

interface Line {
  readonly groups: readonly (string | null)[];
  readonly currency: string;
  readonly source: Tally;
  readonly gone: Tally;
  readonly plan: Tally;
}

interface Tally {
  count: number;
  sum: string;
}

function totalsOf(plan: Plan, { kind, field, by }: Measure): readonly ControlTotal[] {
  const lines = new Map<string, Line>();
  const lineOf = (groups: string, currency: string | null): Line => {
    const id = JSON.stringify([groups, currency ?? '']);
    const known = lines.get(id);
    if (known !== undefined) return known;
    const empty = () => ({ count: 0, sum: '0' });
    const parsed = JSON.parse(groups) as (string | null)[];
    const line = { groups: parsed, currency: currency ?? '', source: empty(), gone: empty(), plan: empty() };
    lines.set(id, line);
    return line;
  };
  for (const row of amountRows(plan, kind, { field, by })) {
    const line = lineOf(row.groups, row.currency);
    add(line.source, row.amount);
    if (row.status === 'valid') add(lineOf(row.planned_groups, row.planned_currency).plan, row.planned_amount);
    else add(line.gone, row.amount);
  }
  return [...lines.entries()]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { groups, currency, source, gone, plan: planned }]) => ({
      kind,
      field,
      by: by.map((name, index) => ({ field: name, value: groups[index] ?? '' })),
      currency,
      source,
      gone,
      plan: planned,
      diff: difference(source, gone, planned),
    }));
}

function add(tally: Tally, amount: string | null): void {
  tally.count += 1;
  if (amount !== null) tally.sum = addDecimals(tally.sum, amount);
}

/** source - gone - plan; `0` whatever the number of decimal places. */
function difference(source: TotalSum, gone: TotalSum, plan: TotalSum): string {
  const left = [gone.sum, plan.sum].reduce((sum, part) => addDecimals(sum, negated(part)), source.sum);
  return /^-?0(\.0+)?$/.test(left) ? '0' : left;
}

function negated(decimal: string): string {
  return decimal.startsWith('-') ? decimal.slice(1) : `-${decimal}`;
}
