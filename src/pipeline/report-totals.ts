import type { ReportTotal } from '../mapping/compiled.ts';
import { classOfField, type PersonalClasses } from '../model/personal-classes.ts';
import type { ControlTotal, TotalSum } from '../model/report.ts';
import { amountRows } from '../store/plan-report.ts';
import type { Plan } from '../store/plan.ts';
import { addDecimals } from '../text/decimal-sum.ts';
import { amountOf, groupText } from './amounts.ts';
import type { FieldTally } from './field-tally.ts';
import type { Mask } from './report-masking.ts';

/** Amounts that are worth a control total, with what they are grouped by. */
const measured: readonly ReportTotal[] = [
  { kind: 'company', field: 'revenue', by: [] },
  { kind: 'lead', field: 'amount', by: ['status'] },
  { kind: 'deal', field: 'amount', by: ['pipeline', 'stage'] },
];

/** More groups than this are no stages but free text: only the currency tells them apart then. */
const maxGroups = 100;

export interface TotalsSetup {
  readonly plan: Plan;
  readonly tallies: readonly FieldTally[];
  /** What the mapping asks for beside the usual totals. */
  readonly asked: readonly ReportTotal[];
  readonly masked: Mask;
  readonly personal: PersonalClasses;
}

/** Counts and amounts as read and as planned: the usual ones of kinds that have any, then those asked for. */
export function controlTotals(setup: TotalsSetup): readonly ControlTotal[] {
  const seen = new Set<string>();
  return [...usualTotals(setup), ...setup.asked].flatMap((measure) => {
    const { kind, field, by } = measure;
    const id = JSON.stringify([kind, field, by]);
    if (seen.has(id)) return [];
    seen.add(id);
    const lines = totalsOf(setup, measure);
    return lines.length > maxGroups ? totalsOf(setup, { kind, field, by: [] }) : lines;
  });
}

function usualTotals({ tallies }: TotalsSetup): readonly ReportTotal[] {
  return measured.flatMap(({ kind, field, by }) => {
    const filled = tallies.find((tally) => tally.kind === kind)?.filled ?? {};
    return (filled[field] ?? 0) === 0 ? [] : [{ kind, field, by: by.filter((name) => (filled[name] ?? 0) > 0) }];
  });
}

interface Line {
  readonly groups: readonly string[];
  readonly currency: string;
  readonly source: Tally;
  readonly gone: Tally;
  readonly plan: Tally;
  readonly target: Tally;
}

interface Tally {
  count: number;
  sum: string;
}

/** The totals of a plan with what of them the target has. `open`: planned records that it does not have. */
export function loadedTotals(
  totals: readonly ControlTotal[],
  plan: Plan,
  open: ReadonlySet<number>,
): readonly ControlTotal[] {
  if (open.size === 0) return totals.map((total) => ({ ...total, target: total.plan }));
  const measures = new Map<string, ControlTotal[]>();
  for (const total of totals) {
    const id = measureId(total);
    measures.set(id, [...(measures.get(id) ?? []), total]);
  }
  // Lines are in the same order whenever a plan is asked; their groups cannot be compared, because a report may mask them.
  return [...measures.values()].flatMap((lines) => {
    const [first] = lines;
    if (first === undefined) return [];
    const { kind, field, by } = first;
    const counted = tallied(plan, { kind, field, by: by.map((group) => group.field) }, open);
    return lines.map((line, at) => ({ ...line, target: counted[at]?.target ?? line.plan }));
  });
}

function measureId({ kind, field, by }: ControlTotal): string {
  return JSON.stringify([kind, field, by.map((group) => group.field)]);
}

function totalsOf({ plan, masked, personal }: TotalsSetup, measure: ReportTotal): readonly ControlTotal[] {
  const { kind, field, by } = measure;
  return tallied(plan, measure, new Set()).map(({ groups, currency, source, gone, plan: planned }) => ({
    kind,
    field,
    by: by.map((name, at) => ({ field: name, value: masked(groups[at] ?? '', classOfField(kind, name, personal)) })),
    currency,
    source,
    gone,
    plan: planned,
    diff: difference(source, gone, planned),
  }));
}

function tallied(plan: Plan, { kind, field, by }: ReportTotal, open: ReadonlySet<number>): readonly Line[] {
  const lines = new Lines();
  for (const row of amountRows(plan, kind, { field, by })) {
    const read = amountOf(parsed(row.value));
    const line = lines.of(row.groups, read?.currency ?? '');
    add(line.source, read?.amount);
    if (row.status !== 'valid') {
      add(line.gone, read?.amount);
      continue;
    }
    const isSame = row.planned_value === row.value && row.planned_groups === row.groups;
    const planned = isSame ? read : amountOf(parsed(row.planned_value));
    const later = isSame ? line : lines.of(row.planned_groups, planned?.currency ?? '');
    add(later.plan, planned?.amount);
    if (!open.has(row.seq)) add(later.target, planned?.amount);
  }
  return lines.sorted();
}

/** Lines by group and currency. */
class Lines {
  private readonly lines = new Map<string, Line>();

  of(groups: string, currency: string): Line {
    const id = `${groups} ${currency}`;
    const known = this.lines.get(id);
    if (known !== undefined) return known;
    const empty = (): Tally => ({ count: 0, sum: '0' });
    const values = (JSON.parse(groups) as readonly unknown[]).map(groupText);
    const line = { groups: values, currency, source: empty(), gone: empty(), plan: empty(), target: empty() };
    this.lines.set(id, line);
    return line;
  }

  sorted(): readonly Line[] {
    return [...this.lines.entries()].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, line]) => line);
  }
}

function parsed(json: string | null): unknown {
  return json === null ? undefined : JSON.parse(json);
}

function add(tally: Tally, amount: string | undefined): void {
  tally.count += 1;
  if (amount !== undefined) tally.sum = addDecimals(tally.sum, amount);
}

/** source - gone - plan; `0` whatever the number of decimal places. */
function difference(source: TotalSum, gone: TotalSum, plan: TotalSum): string {
  const left = [gone.sum, plan.sum].reduce((sum, part) => addDecimals(sum, negated(part)), source.sum);
  return /^-?0(\.0+)?$/.test(left) ? '0' : left;
}

function negated(decimal: string): string {
  return decimal.startsWith('-') ? decimal.slice(1) : `-${decimal}`;
}
