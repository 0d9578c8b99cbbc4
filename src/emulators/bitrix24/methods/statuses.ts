import { phpText, type PhpMap } from '../../php-parameters.ts';
import { entityTypes } from '../entity-types.ts';
import { phpInteger } from '../field-value.ts';
import { mapParameter } from '../list-page.ts';
import { parameter, type MethodCall, type MethodResult, type MethodTable } from '../method.ts';
import type { Portal } from '../portal.ts';
import type { StatusRow } from '../reference-data.ts';
import { accessDenied, badId, mustBeArray, notFound, RestError } from '../rest-error.ts';

const listNames: Readonly<Record<string, string>> = {
  STATUS: 'Стадии лида',
  SOURCE: 'Источники',
  CONTACT_TYPE: 'Тип контакта',
  COMPANY_TYPE: 'Тип компании',
  EMPLOYEES: 'Кол-во сотрудников',
  INDUSTRY: 'Сфера деятельности',
  DEAL_TYPE: 'Тип сделки',
  DEAL_STAGE: 'Стадии сделки',
  HONORIFIC: 'Обращения',
};

/** A value of a list as `crm.status.list` prints it. */
export function statusRecord(row: StatusRow): Record<string, unknown> {
  const semantics = row.semantics === 'S' ? 'success' : row.semantics === 'F' ? 'failure' : 'process';
  return {
    ID: String(row.id),
    ENTITY_ID: row.list,
    STATUS_ID: row.code,
    NAME: row.name,
    NAME_INIT: row.isSystem ? row.name : '',
    SORT: String(row.sort),
    SYSTEM: row.isSystem ? 'Y' : 'N',
    CATEGORY_ID: categoryOf(row.list),
    COLOR: row.color,
    SEMANTICS: row.semantics,
    ...(row.color === null ? {} : { EXTRA: { SEMANTICS: semantics, COLOR: row.color } }),
  };
}

function categoryOf(list: string): string | null {
  return /^DEAL_STAGE_(\d+)$/.exec(list)?.[1] ?? null;
}

function isStageList(list: string): boolean {
  return list === 'STATUS' || list.startsWith('DEAL_STAGE');
}

/** @throws RestError */
function add(call: MethodCall): MethodResult {
  const fields = fieldsOf(call);
  const { portal } = call;
  const list = phpText(fields['ENTITY_ID']);
  const isKnown = list in listNames || portal.categories.some(({ id }) => list === `DEAL_STAGE_${id}`);
  if (!isKnown) throw new RestError('', 'Invalid ENTITY_ID.');
  const own = phpText(fields['STATUS_ID']);
  const longest = list === 'STATUS' ? 21 : isStageList(list) ? 22 : 50;
  if (own === '' || own.length > longest || (isStageList(list) && !/^[A-Za-z0-9_:-]+$/.test(own))) {
    throw new RestError('', 'Поле "STATUS_ID" заполнено неверно.');
  }
  if (phpText(fields['NAME']) === '') throw new RestError('', 'Поле "NAME" обязательно для заполнения.');
  const category = categoryOf(list);
  const code = category === null || own.startsWith(`C${category}:`) ? own : `C${category}:${own}`;
  if (portal.list(list).some((row) => row.code === code)) {
    throw new RestError('', `Статус с символьным кодом "${code}" уже существует.`);
  }
  const row = statusOf(fields, { id: nextId(portal), list, code });
  portal.statuses.push(row);
  return { result: row.id };
}

function statusOf(fields: PhpMap, { id, list, code }: Pick<StatusRow, 'id' | 'list' | 'code'>): StatusRow {
  const semantics = fields['SEMANTICS'];
  return {
    id,
    list,
    code,
    name: phpText(fields['NAME']),
    sort: phpInteger(fields['SORT'] ?? 10),
    isSystem: false,
    semantics: isStageList(list) && (semantics === 'S' || semantics === 'F') ? semantics : null,
    color: isStageList(list) ? phpText(fields['COLOR'], '#ACE9FB') : null,
  };
}

function nextId(portal: Portal): number {
  return portal.statuses.reduce((most, { id }) => Math.max(most, id), 0) + 1;
}

function fieldsOf({ actor, params }: MethodCall): PhpMap {
  if (!actor.isAdministrator) throw accessDenied();
  const given = parameter(params, 'fields');
  const fields = given === undefined ? undefined : mapParameter(given);
  if (fields === undefined) throw mustBeArray('fields');
  return fields;
}

function update(call: MethodCall): MethodResult {
  const fields = fieldsOf(call);
  const at = placeOf(call);
  const row = call.portal.statuses[at];
  if (row === undefined) throw notFound();
  call.portal.statuses[at] = {
    ...row,
    name: phpText(fields['NAME'], row.name),
    sort: fields['SORT'] === undefined ? row.sort : phpInteger(fields['SORT']),
    color: fields['COLOR'] === undefined ? row.color : phpText(fields['COLOR']),
  };
  return { result: true };
}

function remove(call: MethodCall): MethodResult {
  if (!call.actor.isAdministrator) throw accessDenied();
  const at = placeOf(call);
  if (call.portal.statuses[at]?.isSystem) throw new RestError('', 'Системный статус удалить нельзя.');
  call.portal.statuses.splice(at, 1);
  return { result: true };
}

function placeOf({ portal, params }: MethodCall): number {
  const id = phpInteger(parameter(params, 'id'));
  if (id <= 0) throw badId();
  const at = portal.statuses.findIndex((row) => row.id === id);
  if (at === -1) throw notFound();
  return at;
}

function listTypes(portal: Portal): unknown[] {
  const types = Object.entries(listNames).map(([id, name]) => ({ ID: id, NAME: name, ...stageInfo(portal, id) }));
  const pipelines = portal.categories.filter(({ id }) => id !== 0);
  return [
    ...types,
    ...pipelines.map(({ id, name }) => ({
      ID: `DEAL_STAGE_${id}`,
      NAME: `Стадии сделки ${name}`,
      PARENT_ID: 'DEAL_STAGE',
      ...stageInfo(portal, `DEAL_STAGE_${id}`),
      PREFIX: `C${id}`,
      FIELD_ATTRIBUTE_SCOPE: `category_${id}`,
      CATEGORY_ID: String(id),
    })),
  ];
}

function stageInfo(portal: Portal, list: string): Record<string, unknown> {
  if (!isStageList(list)) return {};
  const rows = portal.list(list);
  return {
    SEMANTIC_INFO: {
      START_FIELD: rows[0]?.code ?? '',
      FINAL_SUCCESS_FIELD: rows.find(({ semantics }) => semantics === 'S')?.code ?? '',
      FINAL_UNSUCCESS_FIELD: rows.find(({ semantics }) => semantics === 'F')?.code ?? '',
      FINAL_SORT: 0,
    },
    ENTITY_TYPE_ID: entityTypes.find(({ name }) => name === (list === 'STATUS' ? 'lead' : 'deal'))?.id,
  };
}

const fieldTypes: Readonly<Record<string, readonly [type: string, isRequired: boolean, title: string]>> = {
  ID: ['integer', false, 'ID'],
  ENTITY_ID: ['string', true, 'Тип справочника'],
  STATUS_ID: ['string', true, 'Код'],
  SORT: ['integer', false, 'Сортировка'],
  NAME: ['string', true, 'Название'],
  NAME_INIT: ['string', false, 'Название по умолчанию'],
  SYSTEM: ['char', false, 'Системный'],
  COLOR: ['string', false, 'Цвет'],
  SEMANTICS: ['string', false, 'Семантика'],
  CATEGORY_ID: ['integer', false, 'Направление'],
};

const readOnly = new Set(['ID', 'NAME_INIT', 'SYSTEM', 'CATEGORY_ID']);

export const statusMethods: MethodTable = {
  'crm.status.add': add,
  'crm.status.update': update,
  'crm.status.delete': remove,
  'crm.status.get': (call) => {
    const row = call.portal.statuses[placeOf(call)];
    return { result: row === undefined ? null : statusRecord(row) };
  },
  'crm.status.entity.types': ({ portal }) => ({ result: listTypes(portal) }),
  'crm.status.fields': () => ({
    result: Object.fromEntries(
      Object.entries(fieldTypes).map(([name, [type, isRequired, title]]) => [
        name,
        {
          type,
          isRequired,
          isReadOnly: readOnly.has(name),
          isImmutable: false,
          isMultiple: false,
          isDynamic: false,
          title,
        },
      ]),
    ),
  }),
};
