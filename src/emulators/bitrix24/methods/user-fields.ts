import { asList, asMap, phpText, type PhpMap, type PhpValue } from '../../php-parameters.ts';
import { entityTypes, type EntityType } from '../entity-types.ts';
import { customItemName, type CustomField, type EnumItem, type Field, type FieldType } from '../field.ts';
import { isYes, phpInteger } from '../field-value.ts';
import { mapParameter } from '../list-page.ts';
import { parameter, type MethodCall, type MethodResult, type MethodTable } from '../method.ts';
import { accessDenied, badId, mustBeArray, notFound, RestError } from '../rest-error.ts';
import { filtered } from './reference-lists.ts';

const userTypes: readonly FieldType[] = [
  'string',
  'integer',
  'double',
  'boolean',
  'date',
  'datetime',
  'money',
  'url',
  'address',
  'enumeration',
  'file',
  'employee',
  'crm_status',
  'crm',
];

const longestName = 50;

function add(type: EntityType): (call: MethodCall) => MethodResult {
  return (call) => {
    const { portal } = call;
    const fields = fieldsOf(call);
    const userType = userTypes.find((one) => one === fields['USER_TYPE_ID']);
    if (userType === undefined) throw new RestError('', 'USER_TYPE_ID is not defined or invalid.');
    const name = fieldName(phpText(fields['FIELD_NAME']), portal.lastCustomFieldId);
    const isTaken = portal.customFieldsOf(type).some((field) => field.name === name);
    if (isTaken) throw new RestError('ERROR_CORE', `Поле ${name} для объекта CRM_${type.code} уже существует.<br>`);
    portal.lastCustomFieldId += 1;
    const custom: CustomField = {
      id: portal.lastCustomFieldId,
      isMandatory: isYes(fields['MANDATORY']),
      label: labelOf(fields) ?? name,
      xmlId: fields['XML_ID'] === undefined ? null : phpText(fields['XML_ID']),
      sort: phpInteger(fields['SORT'] ?? 100),
      showFilter: phpText(fields['SHOW_FILTER'], 'N'),
      items: changedItems([], fields['LIST'], nextItemId(call)),
    };
    const field: Field = {
      name,
      item: customItemName(name),
      type: userType,
      title: name,
      isMultiple: isYes(fields['MULTIPLE']),
      custom,
    };
    portal.setCustomFields(type, [...portal.customFieldsOf(type), field]);
    return { result: custom.id };
  };
}

/** `CODE` as `UF_CRM_CODE`. @throws RestError */
function fieldName(given: string, count: number): string {
  const bare = given.replace(/^UF_CRM_/, '');
  const name = `UF_CRM_${bare === '' ? 1_700_000_000 + count : bare}`;
  if (!/^[A-Z0-9_]+$/.test(name)) {
    throw new RestError(
      'ERROR_CORE',
      'Код поля содержит недопустимые символы (допустимы латинские буквы A-Z, цифры 0-9 и _).<br>',
    );
  }
  if (name.length > longestName) throw new RestError('ERROR_CORE', 'Код поля слишком длинный.<br>');
  return name;
}

/** A label is a text or one for each language. */
function labelOf(fields: PhpMap): string | undefined {
  for (const name of ['EDIT_FORM_LABEL', 'LIST_COLUMN_LABEL', 'LABEL']) {
    const value = fields[name];
    const map = asMap(value);
    const text = map === undefined ? phpText(value) : phpText(map['ru'] ?? Object.values(map)[0]);
    if (text !== '') return text;
  }
  return undefined;
}

function nextItemId({ portal }: MethodCall): () => number {
  const fields = entityTypes.flatMap((type) => portal.customFieldsOf(type));
  let last = Math.max(0, ...fields.flatMap(({ custom }) => (custom?.items ?? []).map(({ id }) => id)));
  return () => (last += 1);
}

/** Items with an `ID` are changed or, with `DEL`, deleted; others are added. */
function changedItems(
  current: readonly EnumItem[],
  given: PhpValue | undefined,
  nextId: () => number,
): readonly EnumItem[] {
  const items = [...current];
  for (const entry of asList(given) ?? []) {
    const map = asMap(entry);
    if (map === undefined) continue;
    const at = items.findIndex(({ id }) => id === phpInteger(map['ID']));
    const before = items[at];
    if (isYes(map['DEL'])) {
      if (before !== undefined) items.splice(at, 1);
      continue;
    }
    const value = phpText(map['VALUE'], before?.value);
    if (value === '') continue;
    const id = before?.id ?? nextId();
    const item: EnumItem = {
      id,
      value,
      sort: map['SORT'] === undefined ? (before?.sort ?? 500) : phpInteger(map['SORT']),
      isDefault: map['DEF'] === undefined ? (before?.isDefault ?? false) : isYes(map['DEF']),
      xmlId: phpText(map['XML_ID'], before?.xmlId ?? String(id)),
    };
    if (before === undefined) items.push(item);
    else items[at] = item;
  }
  return items;
}

function update(type: EntityType): (call: MethodCall) => MethodResult {
  return (call) => {
    const fields = fieldsOf(call);
    const { all, at, field, custom } = found(type, call);
    const changed: CustomField = {
      ...custom,
      isMandatory: fields['MANDATORY'] === undefined ? custom.isMandatory : isYes(fields['MANDATORY']),
      label: labelOf(fields) ?? custom.label,
      sort: fields['SORT'] === undefined ? custom.sort : phpInteger(fields['SORT']),
      items: changedItems(custom.items, fields['LIST'], nextItemId(call)),
    };
    call.portal.setCustomFields(type, all.with(at, { ...field, custom: changed }));
    return { result: true };
  };
}

interface Found {
  readonly all: readonly Field[];
  readonly at: number;
  readonly field: Field;
  readonly custom: CustomField;
}

/** @throws RestError */
function found(type: EntityType, { portal, params }: MethodCall): Found {
  const id = phpInteger(parameter(params, 'id'));
  if (id <= 0) throw badId();
  const all = portal.customFieldsOf(type);
  const at = all.findIndex(({ custom }) => custom?.id === id);
  const field = all[at];
  if (field?.custom === undefined) throw notFound();
  return { all, at, field, custom: field.custom };
}

function fieldsOf({ actor, params }: MethodCall): PhpMap {
  if (!actor.isAdministrator) throw accessDenied();
  const given = parameter(params, 'fields');
  const fields = given === undefined ? undefined : mapParameter(given);
  if (fields === undefined) throw mustBeArray('fields');
  return fields;
}

function printed(type: EntityType, field: Field): Record<string, unknown> {
  const { custom } = field;
  const label = custom?.label ?? null;
  return {
    ID: String(custom?.id ?? 0),
    ENTITY_ID: `CRM_${type.code}`,
    FIELD_NAME: field.name,
    USER_TYPE_ID: field.type,
    XML_ID: custom?.xmlId ?? null,
    SORT: String(custom?.sort ?? 100),
    MULTIPLE: field.isMultiple ? 'Y' : 'N',
    MANDATORY: custom?.isMandatory ? 'Y' : 'N',
    SHOW_FILTER: custom?.showFilter ?? 'N',
    SHOW_IN_LIST: 'Y',
    EDIT_IN_LIST: 'Y',
    IS_SEARCHABLE: 'N',
    SETTINGS: [],
    EDIT_FORM_LABEL: label,
    LIST_COLUMN_LABEL: label,
    LIST_FILTER_LABEL: label,
    ERROR_MESSAGE: null,
    HELP_MESSAGE: null,
    ...(field.type === 'enumeration' ? { LIST: (custom?.items ?? []).map(printedItem) } : {}),
  };
}

function printedItem({ id, value, sort, isDefault, xmlId }: EnumItem): unknown {
  return { ID: String(id), SORT: String(sort), VALUE: value, DEF: isDefault ? 'Y' : 'N', XML_ID: xmlId };
}

function methodsOf(type: EntityType): MethodTable {
  const prefix = `crm.${type.name}.userfield`;
  return {
    [`${prefix}.add`]: add(type),
    [`${prefix}.update`]: update(type),
    [`${prefix}.get`]: (call) => ({ result: printed(type, found(type, call).field) }),
    [`${prefix}.delete`]: (call) => {
      if (!call.actor.isAdministrator) throw accessDenied();
      const { all, at } = found(type, call);
      call.portal.setCustomFields(type, all.toSpliced(at, 1));
      return { result: true };
    },
    [`${prefix}.list`]: (call) => {
      const all = call.portal.customFieldsOf(type).map((field) => printed(type, field));
      const rows = filtered(call, all, new Set(['ID', 'SORT']));
      return { result: rows, total: rows.length };
    },
  };
}

/** `crm.contact.userfield.*` and its like. */
export const userFields: MethodTable = Object.assign({}, ...entityTypes.map(methodsOf)) as MethodTable;
