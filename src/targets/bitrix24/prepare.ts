import { createHash } from 'node:crypto';
import { AccessError, TargetError } from '../../errors.ts';
import { foldName } from '../../text/nearest-name.ts';
import type { Preparation } from '../target.ts';
import type { CustomField } from '../../model/custom-field.ts';
import { portalFieldOf } from './custom-fields.ts';
import { isItemKind, type ItemKind, type PortalField } from './portal.ts';
import { reasonOf } from './reply.ts';
import type { Command, Rest } from './rest.ts';
import type { Session } from './session.ts';
import { kindsWithTags, tagsField } from './tags.ts';
import { asId, asList, asMap, asText } from './values.ts';

/** Types of the portal by those of a mapping. */
const types: Readonly<Record<string, string>> = {
  text: 'string',
  enum: 'enumeration',
  bool: 'boolean',
  number: 'double',
  money: 'money',
  date: 'date',
  datetime: 'datetime',
  url: 'url',
  list: 'string',
};

/** What the portal lacks of the custom fields and list values that the mapping allows to create. */
export function preparationsOf(session: Session): readonly Preparation[] {
  const { rest, portal, encoding } = session;
  const custom = [...encoding.custom].flatMap(([kind, fields]) =>
    isItemKind(kind)
      ? fields
          .filter(({ create }) => create)
          .flatMap((field) => missing(rest, kind, { field, found: portalFieldOf(portal, kind, field.target) }))
      : [],
  );
  return [...custom, ...fieldsForTags(session)];
}

/** Fields for the tags that the mapping fills. */
function fieldsForTags({ rest, portal, encoding, options }: Session): readonly Preparation[] {
  const field = tagsField(options.tags);
  return kindsWithTags(encoding.custom)
    .filter((kind) => options.filled.includes(`${kind}.tags`) && (kind !== 'lead' || portal.hasLeads))
    .flatMap((kind) => missing(rest, kind, { field, found: undefined }));
}

interface Wanted {
  readonly field: CustomField;
  readonly found: PortalField | undefined;
}

function missing(rest: Rest, kind: ItemKind, { field, found }: Wanted): readonly Preparation[] {
  if (found === undefined) {
    const detail = `${types[field.type] ?? 'string'}${field.options.length === 0 ? '' : `: ${field.options.join(', ')}`}`;
    const make = (): Promise<void> => perform(rest, fieldCommand(kind, field));
    return [{ what: 'custom-field', kind, name: fieldName(field.target), detail, make }];
  }
  const known = new Set(found.items.map(({ name }) => foldName(name)));
  const lacking = field.options.filter((option) => !known.has(foldName(option)));
  if (found.type !== 'enumeration' || lacking.length === 0) return [];
  const make = (): Promise<void> => addOptions(rest, kind, { code: found.name, options: lacking });
  return [{ what: 'option', kind, name: found.name, detail: lacking.join(', '), make }];
}

/** A code is what the portal allows: capital Latin letters, digits, `_`; anything else is a label and gets a code of its own. */
function fieldName(target: string): string {
  if (/^UF_CRM_[A-Z\d_]{1,43}$/.test(target)) return target;
  const latin = target
    .toUpperCase()
    .replace(/[^A-Z\d]+/g, '_')
    .replace(/^_+|_+$/g, '');
  const hashed = createHash('sha256').update(target).digest('hex').slice(0, 8).toUpperCase();
  return `UF_CRM_${latin === '' ? `PERENOS_${hashed}` : latin}`.slice(0, 50);
}

function fieldCommand(kind: ItemKind, { target, label, type, options }: CustomField): Command {
  const list = options.map((value, index) => ({ VALUE: value, SORT: (index + 1) * 10 }));
  const fields = {
    FIELD_NAME: fieldName(target).replace(/^UF_CRM_/, ''),
    USER_TYPE_ID: types[type] ?? 'string',
    LABEL: label === target && !target.startsWith('UF_') ? target : label,
    MULTIPLE: type === 'list' ? 'Y' : 'N',
    MANDATORY: 'N',
    SHOW_FILTER: 'Y',
    ...(type === 'enum' ? { LIST: list } : {}),
  };
  return { method: `crm.${kind}.userfield.add`, parameters: { fields } };
}

/** Values that stand in the list keep their ids: only new ones are sent. */
async function addOptions(
  rest: Rest,
  kind: ItemKind,
  { code, options }: { readonly code: string; readonly options: readonly string[] },
): Promise<void> {
  const list: Command = { method: `crm.${kind}.userfield.list`, parameters: { filter: { FIELD_NAME: code } } };
  const rows = asList((await rest.read(list)).result).map(asMap);
  const row = rows.find((found) => asText(found['FIELD_NAME']) === code);
  const id = asId(row?.['ID']);
  if (row === undefined || id === undefined)
    throw new TargetError('bitrix24.answer', { method: list.method, reason: code });
  const last = Math.max(0, ...asList(row['LIST']).map((item) => Number(asText(asMap(item)['SORT']))));
  const added = options.map((value, index) => ({ VALUE: value, SORT: last + (index + 1) * 10 }));
  const parameters = { id: Number(id), fields: { LIST: added } };
  await perform(rest, { method: `crm.${kind}.userfield.update`, parameters });
}

/** One change of the portal's settings; it is asked for again when it is not known to have happened. */
async function perform(rest: Rest, command: Command): Promise<void> {
  const reply = await rest.call(command, { isWrite: true });
  if (reply.kind === 'result') return;
  if (reply.kind === 'error')
    throw new AccessError('bitrix24.no-right', { method: command.method, reason: reasonOf(reply) });
  throw reply.stop ?? new TargetError('bitrix24.answer', { method: command.method, reason: reply.reason });
}
