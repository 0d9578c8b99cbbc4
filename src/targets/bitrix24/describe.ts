import { createHash } from 'node:crypto';
import { entitySchemas, type EntityKind } from '../../model/entity.ts';
import type { Guarantee, TargetDescription } from '../target.ts';
import type { Encoding } from './encoding.ts';
import { creationFields, heldFields } from './field-places.ts';
import { isItemKind, type Portal } from './portal.ts';

/** What the portal accepts. */
export function describePortal(encoding: Encoding): TargetDescription {
  const { portal, keepsHistory } = encoding;
  const kinds: readonly EntityKind[] = (['company', 'contact', 'lead', 'deal', 'activity', 'note'] as const).filter(
    (kind) => kind !== 'lead' || portal.hasLeads,
  );
  return {
    kinds,
    guarantees: Object.fromEntries(kinds.map((kind) => [kind, guaranteeOf(kind)])),
    unsupported: Object.fromEntries(kinds.map((kind) => [kind, unsupportedFields(kind, encoding)])),
    irreversible: [
      { code: 'bitrix24.deletes-final', args: {} },
      { code: 'bitrix24.updates-start-robots', args: {} },
    ],
    fingerprint: fingerprintOf(portal),
    atCreationOnly: creationFields,
    ...(keepsHistory ? { createInOrderOf: 'created_at' as const } : {}),
  };
}

function guaranteeOf(kind: EntityKind): Guarantee {
  return isItemKind(kind) ? 'exactly-once' : 'detect';
}

/** Fields of a comment or a to-do; what is in neither is left behind. */
const timelineFields: Readonly<Record<'activity' | 'note', readonly string[]>> = {
  note: ['text', 'links', 'author', 'created_at', 'created_by'],
  activity: [
    'type',
    'subject',
    'body',
    'direction',
    'status',
    'starts_at',
    'due_at',
    'due_date',
    'completed_at',
    'links',
    'owner',
    'created_at',
  ],
};

function unsupportedFields(kind: EntityKind, { custom, keepsHistory }: Encoding): readonly string[] {
  const fields = Object.keys(entitySchemas[kind].shape);
  if (kind === 'activity' || kind === 'note') return fields.filter((field) => !timelineFields[kind].includes(field));
  if (!isItemKind(kind)) return fields;
  const renamed = (custom.get(kind) ?? []).filter(({ isCanonical }) => isCanonical).map(({ name }) => name);
  const held = new Set([...heldFields(kind), ...renamed, 'custom', ...(keepsHistory ? creationFields : [])]);
  return fields.filter((field) => !held.has(field));
}

/** Changes when something changes that a plan may name. */
function fingerprintOf(portal: Portal): string {
  const { fields, lists, pipelines, currencies, users, presets } = portal;
  const parts = [
    Object.entries(fields).map(([kind, all]) => [
      kind,
      [...all.values()].map(({ name, type, items }) => [name, type, items]),
    ]),
    [...lists],
    pipelines,
    currencies,
    users.map(({ id, email, isActive }) => [id, email, isActive]),
    presets,
  ];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
