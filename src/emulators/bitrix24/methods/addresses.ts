import type { Stored } from '../item-table.ts';
import { parameter, type MethodCall, type MethodResult, type MethodTable } from '../method.ts';
import { addressRowFields } from '../requisite-fields.ts';
import { RestError } from '../rest-error.ts';
import { describedRow, rowValues } from '../row-fields.ts';
import type { DataRow } from '../row-table.ts';
import { mapParameter } from '../list-page.ts';
import { fieldsParameter, listedFrom } from './requisites.ts';
import { rowList } from './row-list.ts';

const requisite = 8;
const lead = 1;

type Values = Readonly<Record<string, Stored>>;

/** Checks type and owner and says what the address hangs on. @throws RestError */
function anchored({ portal }: MethodCall, values: Values): Record<string, Stored> {
  const [type, owner] = [values['ENTITY_TYPE_ID'], Number(values['ENTITY_ID'] ?? 0)];
  if (type !== requisite && type !== lead) throw new RestError('', 'ENTITY_TYPE_ID is not defined or invalid.');
  if (owner <= 0) throw new RestError('', 'ENTITY_ID is not defined or invalid.');
  if (Number(values['TYPE_ID'] ?? 0) <= 0) throw new RestError('', 'TYPE_ID is not defined or invalid.');
  if (type === lead) {
    if (portal.items.lead.get(owner) === undefined) throw new RestError('', 'Entity not found.');
    return { ANCHOR_TYPE_ID: lead, ANCHOR_ID: owner };
  }
  const row = portal.rows.requisites.get(owner);
  if (row === undefined) throw new RestError('', 'Entity not found.');
  return { ANCHOR_TYPE_ID: row.values['ENTITY_TYPE_ID'] ?? null, ANCHOR_ID: row.values['ENTITY_ID'] ?? null };
}

/** An address has no id: type and owner name it. */
function same({ portal }: MethodCall, values: Values): DataRow | undefined {
  for (const row of portal.rows.addresses.all()) {
    const isSame = ['TYPE_ID', 'ENTITY_TYPE_ID', 'ENTITY_ID'].every((name) => row.values[name] === values[name]);
    if (isSame) return row;
  }
  return undefined;
}

function add(call: MethodCall): MethodResult {
  const values = rowValues(addressRowFields, fieldsParameter(call));
  const anchor = anchored(call, values);
  if (same(call, values) !== undefined) throw new RestError('', 'TypeAddress exists');
  call.portal.rows.addresses.add({ ...values, ...anchor }, listedFrom(call));
  return { result: true };
}

function found(call: MethodCall, values: Values): DataRow {
  anchored(call, values);
  const row = same(call, values);
  if (row === undefined) throw new RestError('', 'TypeAddress not found');
  return row;
}

export const addressMethods: MethodTable = {
  'crm.address.fields': () => ({ result: describedRow(addressRowFields) }),
  'crm.address.add': add,
  'crm.address.update': (call) => {
    const values = rowValues(addressRowFields, fieldsParameter(call));
    Object.assign(found(call, values).values, values);
    return { result: true };
  },
  'crm.address.delete': (call) => {
    const values = rowValues(addressRowFields, mapParameter(parameter(call.params, 'fields')) ?? {});
    call.portal.rows.addresses.delete(found(call, values).id);
    return { result: true };
  },
  'crm.address.list': (call) => rowList(call, call.portal.rows.addresses, addressRowFields),
};
