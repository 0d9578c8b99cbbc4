import { phpText } from '../../php-parameters.ts';
import { phpInteger } from '../field-value.ts';
import { mapParameter } from '../list-page.ts';
import { parameter, type MethodCall, type MethodResult, type MethodTable } from '../method.ts';
import { stagesOfCategory, type CategoryRow } from '../reference-data.ts';
import { missingParameter, requiredField, RestError } from '../rest-error.ts';
import { typeOf } from './universal-items.ts';

function categoryRecord({ id, name, sort }: CategoryRow): Record<string, unknown> {
  const own = id === 0 ? {} : { originId: '', originatorId: '' };
  return { id, name, sort, entityTypeId: 2, isDefault: id === 0 ? 'Y' : 'N', ...own };
}

/** Pipelines are those of deals; the emulated portal has none of other types. @throws RestError */
function list(call: MethodCall): MethodResult {
  const type = typeOf(call);
  const rows = type.name === 'deal' ? [...call.portal.categories].sort((one, two) => one.sort - two.sort) : [];
  return { result: { categories: rows.map(categoryRecord) }, total: rows.length };
}

function add(call: MethodCall): MethodResult {
  const type = typeOf(call);
  if (type.name !== 'deal') throw new RestError('ENTITY_TYPE_NOT_SUPPORTED', 'Воронки не поддерживаются.');
  if (!call.actor.isAdministrator) throw new RestError('ACCESS_DENIED', 'Доступ запрещен');
  const given = parameter(call.params, 'fields');
  const fields = given === undefined ? undefined : mapParameter(given);
  if (fields === undefined) throw missingParameter('fields');
  const name = phpText(fields['name']);
  if (name === '') throw requiredField('Название');
  const { portal } = call;
  const id = portal.categories.reduce((most, one) => Math.max(most, one.id), 0) + 1;
  const row = { id, name, sort: phpInteger(fields['sort'] ?? 500) };
  portal.categories.push(row);
  const lastStatus = portal.statuses.reduce((most, one) => Math.max(most, one.id), 0);
  portal.statuses.push(...stagesOfCategory(id, lastStatus + 1));
  return { result: { category: categoryRecord(row) } };
}

export const categoryMethods: MethodTable = {
  'crm.category.list': list,
  'crm.category.add': add,
  'crm.category.fields': (call) => {
    typeOf(call);
    const description = (type: string, title: string, isReadOnly: boolean): unknown => ({
      type,
      isRequired: title === 'Название',
      isReadOnly,
      isImmutable: false,
      isMultiple: false,
      isDynamic: false,
      title,
    });
    return {
      result: {
        fields: {
          id: description('integer', 'ID', true),
          name: description('string', 'Название', false),
          sort: description('integer', 'Сортировка', false),
          entityTypeId: description('integer', 'Тип', true),
          isDefault: description('boolean', 'По умолчанию', true),
        },
      },
    };
  },
  // A portal without smart processes.
  'crm.type.list': () => ({ result: { types: [] }, total: 0 }),
};
