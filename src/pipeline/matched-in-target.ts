import type { EntityKind } from '../model/entity.ts';
import type { Finding } from '../model/issue.ts';
import type { Plan } from '../store/plan.ts';
import { TargetIndex } from '../store/target-index.ts';
import type { Connection } from '../targets/target.ts';
import {
  identityValues,
  isIdentityRule,
  mayBeOneName,
  nameKey,
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
      for (const { id, data, isOurs } of records) {
        if (isOurs) continue;
        const values = rules.flatMap(({ by }) => identityValues(kind, data, by));
        this.index.add(kind, { id, name: nameKey(kind, data), values });
      }
      done += records.length;
      context.progress({ phase: 'plan', subject: kind, done });
    }
  }

  find(kind: EntityKind, data: Data): Match {
    const name = nameKey(kind, data);
    const findings: Finding[] = [];
    for (const { by, onMany } of this.identityRulesOf(kind)) {
      const fitting = this.fitting(kind, identityValues(kind, data, by));
      const named = fitting.filter((record) => kind === 'company' || mayBeOneName(record.name, name));
      const [first, ...others] = named;
      if (first === undefined) {
        const [other] = fitting;
        if (other !== undefined) findings.push({ code: 'target.match-name', args: { by, id: other.id } });
        continue;
      }
      if (others.length > 0 && onMany !== 'first') {
        const ids = named.map(({ id }) => id).join(', ');
        return { found: 'undecided', finding: { code: 'target.match-many', args: { by, ids } } };
      }
      if (!this.index.take(kind, first.id)) {
        return { found: 'undecided', finding: { code: 'target.match-taken', args: { id: first.id, by } } };
      }
      return { found: 'one', id: first.id, by };
    }
    return { found: 'none', findings };
  }

  private fitting(
    kind: EntityKind,
    values: readonly string[],
  ): readonly { readonly id: string; readonly name: string }[] {
    const byId = new Map(values.flatMap((value) => this.index.find(kind, value)).map((record) => [record.id, record]));
    return [...byId.values()];
  }

  private identityRulesOf(
    kind: EntityKind,
  ): readonly { readonly by: IdentityRule; readonly onMany: MatchRule['onMany'] }[] {
    const given = this.rules(kind);
    if (given.length === 0) return usualRules(kind).map((by) => ({ by, onMany: 'review' }));
    return given.flatMap(({ by, onMany }) => (isIdentityRule(by) ? [{ by, onMany }] : []));
  }
}
