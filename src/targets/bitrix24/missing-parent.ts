import type { EntityKind } from '../../model/entity.ts';
import type { Ref } from '../../model/field.ts';
import type { Outcome } from '../target.ts';
import type { Encoding, Fields } from './encoding.ts';
import type { Job } from './writing.ts';

interface Participant {
  readonly ref: Ref;
}

/** Companies and contacts a record is bound to, by field. */
function parentsOf(data: Fields): readonly (readonly [field: string, kind: EntityKind, ref: Ref])[] {
  const company = data['company'] as Ref | undefined;
  const listed = (field: string, kind: EntityKind) =>
    ((data[field] ?? []) as readonly Participant[]).map(({ ref }) => [field, kind, ref] as const);
  return [
    ...(company === undefined ? [] : [['company', 'company', company] as const]),
    ...listed('companies', 'company'),
    ...listed('contacts', 'contact'),
  ];
}

/** For those who want no record without what it is bound to. */
export function missingParent({ operation, outcome }: Job, { idOf }: Encoding): Outcome | undefined {
  if (outcome !== undefined || operation.targetId !== undefined) return outcome;
  const missing = parentsOf(operation.data).find(([, kind, ref]) => idOf(kind, ref) === undefined);
  if (missing === undefined) return undefined;
  const [field, , ref] = missing;
  return { status: 'rejected', finding: { code: 'bitrix24.parent-missing', args: { field, key: ref.key } } };
}
