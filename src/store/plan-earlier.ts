import type { EntityKind } from '../model/entity.ts';
import type { Ref } from '../model/field.ts';
import { guarded } from './database.ts';
import type { Plan } from './plan.ts';

/** A source record and the record of the target that an earlier run loaded it into. */
export interface EarlierPlace extends Ref {
  readonly kind: EntityKind;
  readonly targetId: string;
}

/** Notes where source records stood that go elsewhere by this plan, or nowhere. */
export function addEarlierPlaces(plan: Plan, places: readonly EarlierPlace[]): void {
  const insert = plan.database.prepare(
    'INSERT INTO earlier_place (kind, system, key, target_id) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
  );
  guarded(plan.file, () =>
    plan.database.transaction(() => {
      for (const { kind, system, key, targetId } of places) insert.run(kind, system, key, targetId);
    })(),
  );
}

/** Tells whether a plan takes a source record out of the record of the target that it stands in; undefined when it does so with none. */
export function movingTest(plan: Plan): ((kind: EntityKind, ref: Ref) => boolean) | undefined {
  if (plan.database.prepare('SELECT 1 FROM earlier_place LIMIT 1').get() === undefined) return undefined;
  const placeOf = earlierPlaceOf(plan);
  return (kind, ref) => placeOf(kind, ref) !== undefined;
}

/** Gives the record of the target that an earlier run loaded a source record into, where this plan takes it out of there. */
export function earlierPlaceOf({ database }: Plan): (kind: EntityKind, ref: Ref) => string | undefined {
  const isEmpty = database.prepare('SELECT 1 FROM earlier_place LIMIT 1').get() === undefined;
  if (isEmpty) return () => undefined;
  const select = database
    .prepare<unknown[], string>('SELECT target_id FROM earlier_place WHERE kind = ? AND system = ? AND key = ?')
    .pluck();
  return (kind, { system, key }) => select.get(kind, system, key);
}
