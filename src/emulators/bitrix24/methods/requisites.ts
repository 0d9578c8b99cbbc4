import { phpText, type PhpMap } from '../../php-parameters.ts';
import { typeById } from '../entity-types.ts';
import { phpInteger } from '../field-value.ts';
import { mapParameter } from '../list-page.ts';
import { parameter, type MethodCall, type MethodResult, type MethodTable } from '../method.ts';
import { bankDetailFields, presets, requisiteFields } from '../requisite-fields.ts';
import { badId, mustBeArray, RestError } from '../rest-error.ts';
import { describedRow, printedRow, rowValues, type RowFields } from '../row-fields.ts';
import type { DataRow, RowTable } from '../row-table.ts';
import { rowList } from './row-list.ts';

/** @throws RestError */
export function fieldsParameter({ params }: MethodCall): PhpMap {
  const given = parameter(params, 'fields');
  const fields = given === undefined ? undefined : mapParameter(given);
  if (fields === undefined) throw mustBeArray('fields');
  return fields;
}

function addRequisite(call: MethodCall): MethodResult {
  const { portal } = call;
  const values = rowValues(requisiteFields, fieldsParameter(call));
  const type = typeById(Number(values['ENTITY_TYPE_ID'] ?? 0));
  if (type?.name !== 'contact' && type?.name !== 'company') {
    throw new RestError('', 'ENTITY_TYPE_ID is not defined or invalid.');
  }
  const owner = Number(values['ENTITY_ID'] ?? 0);
  if (owner <= 0) throw new RestError('', 'ENTITY_ID is not defined or invalid.');
  if (portal.items[type.name].get(owner) === undefined) throw new RestError('', 'Entity not found.');
  if (!presets.some(({ id }) => id === values['PRESET_ID']))
    throw new RestError('', 'PRESET_ID is not defined or invalid.');
  if (phpText(values['NAME'] as string) === '') throw new RestError('', 'Поле "NAME" обязательно для заполнения.');
  return {
    result: portal.rows.requisites.add(
      { ...created(call), ACTIVE: 'Y', ADDRESS_ONLY: 'N', SORT: 500, ...values },
      listedFrom(call),
    ).id,
  };
}

function addBankDetail(call: MethodCall): MethodResult {
  const { portal } = call;
  const values = rowValues(bankDetailFields, fieldsParameter(call));
  const owner = Number(values['ENTITY_ID'] ?? 0);
  if (owner <= 0) throw new RestError('', 'ENTITY_ID is not defined or invalid.');
  if (portal.rows.requisites.get(owner) === undefined) throw new RestError('', 'Entity not found.');
  if (phpText(values['NAME'] as string) === '') throw new RestError('', 'Поле "NAME" обязательно для заполнения.');
  const row = { ...created(call), ENTITY_TYPE_ID: 8, COUNTRY_ID: 1, ACTIVE: 'Y', SORT: 500, ...values };
  return { result: portal.rows.bankDetails.add(row, listedFrom(call)).id };
}

function created({ portal, actor }: MethodCall): Record<string, string | number> {
  return { DATE_CREATE: portal.time.print(actor.now), CREATED_BY_ID: actor.userId };
}

/** When lists begin to show what is made now. */
export function listedFrom({ portal, actor }: MethodCall): number {
  return actor.now + portal.settings.lookupLagMs;
}

interface Kind {
  readonly method: string;
  readonly title: string;
  readonly fields: RowFields;
  readonly table: (call: MethodCall) => RowTable;
  readonly add: (call: MethodCall) => MethodResult;
}

function found({ title, table }: Kind, call: MethodCall): DataRow {
  const id = phpInteger(parameter(call.params, 'id'));
  if (id <= 0) throw badId();
  const row = table(call).get(id);
  if (row === undefined) throw new RestError('', `The ${title} with ID '${id}' is not found`);
  return row;
}

function methodsOf(kind: Kind): MethodTable {
  const { method, fields, table } = kind;
  return {
    [`${method}.fields`]: () => ({ result: describedRow(fields) }),
    [`${method}.add`]: kind.add,
    [`${method}.get`]: (call) => ({ result: printedRow(fields, found(kind, call)) }),
    [`${method}.list`]: (call) => rowList(call, table(call), fields),
    [`${method}.update`]: (call) => {
      const row = found(kind, call);
      const { ENTITY_ID: _owner, ENTITY_TYPE_ID: _type, ...values } = rowValues(fields, fieldsParameter(call));
      Object.assign(row.values, values, {
        DATE_MODIFY: call.portal.time.print(call.actor.now),
        MODIFY_BY_ID: call.actor.userId,
      });
      return { result: true };
    },
    [`${method}.delete`]: (call) => {
      const { id } = found(kind, call);
      table(call).delete(id);
      if (method === 'crm.requisite') call.portal.forgetRowsOfRequisite(id);
      return { result: true };
    },
  };
}

const countries = [
  { ID: 1, CODE: 'RU', TITLE: 'Россия' },
  { ID: 4, CODE: 'BY', TITLE: 'Беларусь' },
  { ID: 6, CODE: 'KZ', TITLE: 'Казахстан' },
];

type Preset = (typeof presets)[number];

function presetRecord({ id, name, xmlId }: Preset): Record<string, unknown> {
  return {
    ID: String(id),
    ENTITY_TYPE_ID: '8',
    COUNTRY_ID: '1',
    NAME: name,
    XML_ID: xmlId,
    ACTIVE: 'Y',
    SORT: String(490 + id * 10),
  };
}

function presetOf(id: number): Preset {
  const preset = presets.find((one) => one.id === id);
  if (preset === undefined) throw new RestError('', `The Preset with ID '${id}' is not found`);
  return preset;
}

/** Requisites, their bank accounts and templates. */
export const requisiteMethods: MethodTable = {
  ...methodsOf({
    method: 'crm.requisite',
    title: 'Requisite',
    fields: requisiteFields,
    table: ({ portal }) => portal.rows.requisites,
    add: addRequisite,
  }),
  ...methodsOf({
    method: 'crm.requisite.bankdetail',
    title: 'BankDetail',
    fields: bankDetailFields,
    table: ({ portal }) => portal.rows.bankDetails,
    add: addBankDetail,
  }),
  'crm.requisite.preset.list': () => ({ result: presets.map(presetRecord), total: presets.length }),
  'crm.requisite.preset.get': ({ params }) => ({ result: presetRecord(presetOf(phpInteger(parameter(params, 'id')))) }),
  'crm.requisite.preset.countries': () => ({ result: countries }),
  'crm.requisite.preset.field.list': ({ params }) => {
    const preset = mapParameter(parameter(params, 'preset')) ?? {};
    const { fields } = presetOf(phpInteger(preset['ID'] ?? preset['id']));
    return {
      result: fields.map((name, at) => ({
        ID: at + 1,
        FIELD_NAME: name,
        FIELD_TITLE: '',
        IN_SHORT_LIST: at < 2 || name === 'RQ_KPP' ? 'Y' : 'N',
        SORT: 510 + at * 10,
      })),
    };
  },
};
