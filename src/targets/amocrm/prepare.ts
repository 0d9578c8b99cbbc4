import { AccessError, TargetError } from '../../errors.ts';
import type { CustomField } from '../../model/custom-field.ts';
import { foldName } from '../../text/nearest-name.ts';
import type { Preparation } from '../target.ts';
import {
  collectionOf,
  collections,
  fieldByCode,
  fieldNamed,
  isRecordKind,
  markerCode,
  type AccountField,
  type Collection,
  type RecordKind,
} from './account.ts';
import type { Fields } from './encoding.ts';
import { legalField, taxCode, taxField, taxNumbers } from './legal.ts';
import type { Rest } from './rest.ts';
import type { Session } from './session.ts';

/** Types of the account by those of a mapping. */
const types: Readonly<Record<string, string>> = {
  text: 'text',
  enum: 'select',
  bool: 'checkbox',
  number: 'numeric',
  money: 'monetary',
  date: 'date',
  datetime: 'date_time',
  url: 'url',
  list: 'multiselect',
};

const kindOf: Readonly<Record<Collection, RecordKind>> = { companies: 'company', contacts: 'contact', leads: 'deal' };

/** What the account lacks: fields for markers and tax numbers, and the custom fields that the mapping allows to create. */
export function preparationsOf(session: Session): readonly Preparation[] {
  return [...markerFields(session), ...taxFields(session), ...customFields(session)];
}

function markerFields({ rest, account }: Session): readonly Preparation[] {
  return collections
    .filter((of) => fieldByCode(account, of, markerCode) === undefined)
    .map((of) => {
      const body = { name: markerCode, type: 'text', code: markerCode, is_api_only: true };
      const make = (): Promise<void> => makeField(rest, of, body);
      return { what: 'marker-field', kind: kindOf[of], name: markerCode, detail: 'text', make };
    });
}

function taxFields({ rest, account }: Session): readonly Preparation[] {
  if (legalField(account) !== undefined) return [];
  return (['inn', 'kpp'] as const)
    .filter((number) => taxField(account, 'companies', number) === undefined)
    .map((number) => {
      const [name] = taxNumbers[number];
      const make = (): Promise<void> => makeField(rest, 'companies', { name, type: 'text', code: taxCode(number) });
      return { what: 'custom-field', kind: 'company', name, detail: 'text', make };
    });
}

function customFields({ rest, account, encoding }: Session): readonly Preparation[] {
  return [...encoding.custom].flatMap(([kind, fields]) =>
    isRecordKind(kind)
      ? fields
          .filter(({ create }) => create)
          .flatMap((field) =>
            missing(rest, kind, { field, found: fieldNamed(account, collectionOf[kind], field.target) }),
          )
      : [],
  );
}

interface Wanted {
  readonly field: CustomField;
  readonly found: AccountField | undefined;
}

function missing(rest: Rest, kind: RecordKind, { field, found }: Wanted): readonly Preparation[] {
  const of = collectionOf[kind];
  if (found === undefined) {
    const detail = `${typeOf(field)}${field.options.length === 0 ? '' : `: ${field.options.join(', ')}`}`;
    const make = (): Promise<void> => makeField(rest, of, fieldBody(field));
    return [{ what: 'custom-field', kind, name: field.label, detail, make }];
  }
  const known = new Set(found.options.map(({ name }) => foldName(name)));
  const lacking = field.options.filter((option) => !known.has(foldName(option)));
  if (!['select', 'multiselect', 'radiobutton'].includes(found.type) || lacking.length === 0) return [];
  const make = (): Promise<void> => addOptions(rest, of, { found, lacking });
  return [{ what: 'option', kind, name: found.name, detail: lacking.join(', '), make }];
}

/** A list without options cannot be made: it becomes text. */
function typeOf({ type, options }: CustomField): string {
  const wanted = types[type] ?? 'text';
  return ['select', 'multiselect'].includes(wanted) && options.length === 0 ? 'text' : wanted;
}

/** What is a code is one; anything else is a name. */
function fieldBody(field: CustomField): Fields {
  const type = typeOf(field);
  const hasOptions = type === 'select' || type === 'multiselect';
  return {
    name: field.label,
    type,
    ...(/^[A-Z][A-Z\d_]*$/.test(field.target) ? { code: field.target } : {}),
    ...(hasOptions ? { enums: optionsBody(field.options, 0) } : {}),
  };
}

function optionsBody(options: readonly string[], after: number): readonly Fields[] {
  return options.map((value, index) => ({ value, sort: after + index + 1 }));
}

async function makeField(rest: Rest, of: Collection, body: Fields): Promise<void> {
  return perform(rest, { verb: 'POST', path: `/${of}/custom_fields`, body });
}

/** Listed options replace those there are: known ones are told by their ids. */
async function addOptions(
  rest: Rest,
  of: Collection,
  { found, lacking }: { readonly found: AccountField; readonly lacking: readonly string[] },
): Promise<void> {
  const known = found.options.map(({ id, name }, index) => ({ id: Number(id), value: name, sort: index + 1 }));
  const body = { id: Number(found.id), enums: [...known, ...optionsBody(lacking, known.length)] };
  return perform(rest, { verb: 'PATCH', path: `/${of}/custom_fields`, body });
}

interface Change {
  readonly verb: 'POST' | 'PATCH';
  readonly path: string;
  readonly body: Fields;
}

/** @throws TargetError, AccessError */
async function perform(rest: Rest, { verb, path, body }: Change): Promise<void> {
  const reply = await rest.write(verb, path, [body]);
  switch (reply.kind) {
    case 'result':
      return;
    case 'invalid':
      throw new AccessError('amocrm.not-made', { path, reason: [...reply.reasons.values()].join('; ') });
    case 'refused':
      throw new AccessError('amocrm.not-made', { path, reason: reply.reason });
    case 'not-executed':
    case 'doubt':
      throw reply.stop ?? new TargetError('amocrm.answer', { path, reason: reply.reason });
  }
}
