import type { EntityKind } from '../model/entity.ts';
import type { Finding } from '../model/issue.ts';
import type { Plan } from '../store/plan.ts';
import { TargetIndex, type IndexedRecord } from '../store/target-index.ts';
import type { Connection } from '../targets/target.ts';
import {
  indexedValues,
  isIdentityRule,
  mayBeOneName,
  nameKey,
  searchSteps,
  taxNumbersOf,
  usualRules,
  type IdentityRule,
} from './identity-values.ts';
import { stopIfAborted, type StageContext } from './progress.ts';

type Data = Readonly<Record<string, unknown>>;

/** How records of a kind are found that stand in the target and are not ours; in the order in which they are tried. */
export interface MatchRule {
  readonly by: string;
  readonly onMany: 'review' | 'first' | 'reject';
}

/** What the target has for a record. */
export type Match =
  | { readonly found: 'none'; readonly findings: readonly Finding[] }
  | { readonly found: 'one'; readonly id: string; readonly by: IdentityRule }
  /** Several fit, or the one that fits belongs to another record: a person decides, nothing is loaded. */
  | { readonly found: 'undecided'; readonly finding: Finding };

/** Finds records that other people or programs put into the target (`cli-and-mapping.md` B4 of the house documents). */
export class MatchedInTarget {
  private readonly index: TargetIndex;
  private readonly connection: Connection;
  private readonly rules: (kind: EntityKind) => readonly MatchRule[];

  constructor(plan: Plan, connection: Connection, rules: (kind: EntityKind) => readonly MatchRule[]) {
    this.index = new TargetIndex(plan);
    this.connection = connection;
    this.rules = rules;
  }

  /** Reads everything of a kind that stands in the target. */
  async read(kind: EntityKind, context: StageContext): Promise<void> {
    const rules = this.identityRulesOf(kind);
    if (rules.length === 0 || this.connection.existing === undefined) return;
    let done = 0;
    for await (const records of this.connection.existing(kind)) {
      stopIfAborted(context);
      for (const { id, data, isOurs, taxNumbers = taxNumbersOf(data) } of records) {
        if (isOurs) continue;
        const values = rules.flatMap(({ by }) => indexedValues(kind, { data, taxNumbers }, by));
        const tax = taxNumbers.map(({ inn }) => inn).join(' ');
        this.index.add(kind, { id, name: nameKey(kind, data), tax, values });
      }
      done += records.length;
      context.progress({ phase: 'plan', subject: kind, done });
    }
  }

  find(kind: EntityKind, data: Data): Match {
    const findings: Finding[] = [];
    for (const { by, onMany } of this.identityRulesOf(kind)) {
      const fitting = this.fitting(kind, searchSteps(kind, data, by));
      const same = fitting.filter((record) => !isOther(record, kind, data));
      const [first, ...others] = same;
      if (first === undefined) {
        findings.push(...this.alike(kind, data, { by, fitting }));
        continue;
      }
      if (others.length > 0 && onMany !== 'first') {
        const ids = same.map(({ id }) => id).join(', ');
        const code = onMany === 'reject' ? 'target.match-rejected' : 'target.match-many';
        return { found: 'undecided', finding: { code, args: { by, ids } } };
      }
      if (!this.index.take(kind, first.id)) {
        return { found: 'undecided', finding: { code: 'target.match-taken', args: { id: first.id, by } } };
      }
      return { found: 'one', id: first.id, by };
    }
    return { found: 'none', findings };
  }

  /** What nearly fits is said: a new record will stand beside it. */
  private alike(
    kind: EntityKind,
    data: Data,
    { by, fitting }: { readonly by: IdentityRule; readonly fitting: readonly IndexedRecord[] },
  ): readonly Finding[] {
    const [other] = fitting;
    if (other !== undefined) {
      const code = isOtherTax(other, data) ? 'target.match-tax' : 'target.match-name';
      return [{ code, args: { by, id: other.id } }];
    }
    const [inn] = by === 'inn' ? taxNumbersOf(data) : [];
    const [branch] = inn === undefined ? [] : this.index.find(kind, `inn:${inn.inn}`);
    return branch === undefined ? [] : [{ code: 'target.match-tax', args: { by, id: branch.id } }];
  }

  /** Records that the first step finds which finds any. */
  private fitting(kind: EntityKind, steps: readonly (readonly string[])[]): readonly IndexedRecord[] {
    for (const values of steps) {
      const found = values.flatMap((value) => this.index.find(kind, value));
      if (found.length > 0) return [...new Map(found.map((record) => [record.id, record])).values()];
    }
    return [];
  }

  private identityRulesOf(
    kind: EntityKind,
  ): readonly { readonly by: IdentityRule; readonly onMany: MatchRule['onMany'] }[] {
    const given = this.rules(kind);
    if (given.length === 0) return usualRules(kind).map((by) => ({ by, onMany: 'review' }));
    return given.flatMap(({ by, onMany }) => (isIdentityRule(by) ? [{ by, onMany }] : []));
  }
}

/** Certainly not the same: they share a value and differ in what tells two apart. */
function isOther(record: IndexedRecord, kind: EntityKind, data: Data): boolean {
  return isOtherTax(record, data) || (kind !== 'company' && !mayBeOneName(record.name, nameKey(kind, data)));
}

function isOtherTax({ tax }: IndexedRecord, data: Data): boolean {
  const [own] = taxNumbersOf(data);
  return own !== undefined && tax !== '' && !tax.split(' ').includes(own.inn);
}
