import type { EntityKind } from '../model/entity.ts';
import { DecisionBook, type DecisionLine } from '../matching/decisions.ts';
import type { Ref } from '../model/field.ts';
import { issueAt, type Finding } from '../model/issue.ts';
import { recordFinder } from '../store/plan-records.ts';
import type { operationOrigins, PlannedOperation } from '../store/plan-operations.ts';
import type { Staging } from '../store/plan-staging.ts';
import type { Plan } from '../store/plan.ts';
import type { State } from '../store/state.ts';
import { loadedPlaces, loadedTest } from '../store/plan-loaded.ts';
import type { Connection, IdOf, LoadedRecords } from '../targets/target.ts';
import type { MatchedInTarget } from './matched-in-target.ts';
import type { StageContext } from './progress.ts';

export type OnMatch = 'update' | 'fill_empty' | 'skip' | 'create_anyway';

/** What planning works with. */
export interface Planning {
  readonly plan: Plan;
  /** A person said of one of these and one of those that they are different. */
  readonly areDecidedApart: (kind: EntityKind, left: readonly Ref[], right: readonly Ref[]) => boolean;
  readonly state: State | undefined;
  readonly connection: Connection;
  readonly staging: Staging;
  readonly context: StageContext;
  readonly originsOf: ReturnType<typeof operationOrigins>;
  /** Policy for records of ours. */
  readonly onMatch: (kind: EntityKind) => OnMatch;
  /** Policy for records that somebody else put into the target. */
  readonly onForeign: (kind: EntityKind) => OnMatch;
  readonly conflict: 'keep-target' | 'overwrite' | 'stop';
  /** Nothing was ever loaded and the target is empty: everything is a create. */
  readonly isFresh: boolean;
  /** False for kinds that the target has no place for, and for those that are only looked up in it. */
  readonly isLoaded: (kind: EntityKind) => boolean;
  /** Fields that cannot be changed once the record is there: never a difference. */
  readonly atCreationOnly: ReadonlySet<string>;
  readonly ids: PlannedIds;
  readonly loaded: PlannedLoaded;
  /** For targets that hold records of others. */
  readonly matched: MatchedInTarget | undefined;
}

/** Records of the target that matching has looked at. */
export interface PlannedLoaded {
  readonly target: LoadedRecords | undefined;
  /** Those that a planned record was found to be. */
  readonly joined: ReturnType<typeof loadedPlaces>;
  /** Matching looked at it and found no record, or another one, to be it. */
  readonly isApart: (kind: EntityKind, targetId: string) => boolean;
}

export function plannedLoaded(plan: Plan, connection: Connection): PlannedLoaded {
  return { target: connection.loaded?.(), joined: loadedPlaces(plan), isApart: loadedTest(plan) };
}

/** What people said of records, as planning asks for it. */
export function decidedApart(decisions: readonly DecisionLine[] = []): Planning['areDecidedApart'] {
  const apart = new Map<EntityKind, ReadonlySet<string>>();
  const nameOf = ({ system, key }: Ref): string => JSON.stringify([system, key]);
  const pairsOf = (kind: 'company' | 'contact'): ReadonlySet<string> => {
    const pairs = new DecisionBook(kind, decisions).pairs().filter(({ decision }) => decision === 'different');
    const both = pairs.flatMap(({ left, right }) => [nameOf(left) + nameOf(right), nameOf(right) + nameOf(left)]);
    return new Set(both);
  };
  return (kind, left, right) => {
    if (kind !== 'company' && kind !== 'contact') return false;
    const known = apart.get(kind) ?? pairsOf(kind);
    apart.set(kind, known);
    return left.some((one) => right.some((other) => known.has(nameOf(one) + nameOf(other))));
  };
}

/** Adds a finding about a record to the plan. */
export function report(
  { staging, context }: Planning,
  { seq, kind }: { readonly seq: number; readonly kind: EntityKind },
  finding: Finding,
): void {
  const issue = issueAt(staging.originOf(seq), finding);
  staging.addIssue({ issue, seq, kind });
  context.report(issue);
}

/** Target ids of the records planned so far. */
export interface PlannedIds {
  readonly idOf: IdOf;
  learn(operations: readonly PlannedOperation[]): void;
}

/**
 * A record that is still to be created has no id: a placeholder stands for it, so that what refers to it can be compared. Kept only
 * for targets whose references are compared by id.
 */
export function plannedIds(plan: Plan, connection: Connection): PlannedIds {
  const known = new Map<number, string>();
  const find = recordFinder(plan);
  const isNeeded = connection.expected !== undefined || connection.check !== undefined;
  return {
    idOf: (kind, ref) => {
      const found = find(kind, ref);
      return found === undefined ? undefined : known.get(found.survivor);
    },
    learn: (operations) => {
      if (!isNeeded) return;
      for (const { seq, targetId, action } of operations) {
        const id = targetId ?? (action === 'create' ? `new:${seq}` : undefined);
        if (id !== undefined) known.set(seq, id);
      }
    },
  };
}
