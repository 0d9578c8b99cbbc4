import { createHash } from 'node:crypto';
import { entitySchemas, type EntityKind } from '../../model/entity.ts';
import type { Guarantee, TargetDescription } from '../target.ts';
import { collectionOf, isRecordKind, type Account } from './account.ts';
import type { Encoding } from './encoding.ts';
import type { Markers } from './markers.ts';
import { creationFields, heldFields } from './places.ts';

const kinds = ['company', 'contact', 'lead', 'deal', 'activity', 'note'] as const;

/** What the account accepts. */
export function describeAccount(
  encoding: Encoding,
  { markers, leadPersons }: { readonly markers: Markers; readonly leadPersons: 'contact' | 'note' },
): TargetDescription {
  return {
    kinds,
    guarantees: Object.fromEntries(kinds.map((kind) => [kind, guaranteeOf(kind, markers)])),
    unsupported: Object.fromEntries(kinds.map((kind) => [kind, unsupportedFields(kind, encoding)])),
    irreversible: [
      { code: 'amocrm.no-deletion', args: {} },
      { code: 'amocrm.deals-are-leads', args: { pipeline: encoding.pipeline.name } },
    ],
    fingerprint: fingerprintOf(encoding.account),
    atCreationOnly: creationFields,
    keepsLeadPersons: leadPersons === 'note',
  };
}

function guaranteeOf(kind: EntityKind, markers: Markers): Guarantee {
  if (!isRecordKind(kind)) return 'detect';
  return markers.fieldId(collectionOf[kind]) === undefined ? 'at-least-once' : 'exactly-once';
}

/** Fields of a note or a task; what is in neither is left behind. */
const timelineFields: Readonly<Record<'activity' | 'note', readonly string[]>> = {
  note: ['text', 'links', 'author', 'created_at', 'created_by'],
  activity:
    'type subject body direction status starts_at due_at due_date completed_at duration_s links owner created_at created_by'.split(
      ' ',
    ),
};

function unsupportedFields(kind: EntityKind, { custom }: Encoding): readonly string[] {
  const fields = Object.keys(entitySchemas[kind].shape);
  if (kind === 'activity' || kind === 'note') return fields.filter((field) => !timelineFields[kind].includes(field));
  if (!isRecordKind(kind)) return fields;
  const renamed = (custom.get(kind) ?? []).filter(({ isCanonical }) => isCanonical).map(({ name }) => name);
  const held = new Set([...heldFields(kind), ...renamed, 'custom']);
  return fields.filter((field) => !held.has(field));
}

/** Changes when something changes that a plan may name. */
function fingerprintOf({ fields, pipelines, currency, users, lossReasons, zone }: Account): string {
  const parts = [
    fields,
    pipelines,
    currency,
    users.map(({ id, email, isActive }) => [id, email, isActive]),
    lossReasons,
    zone,
  ];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
