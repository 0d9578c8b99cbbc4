import { asList, asMap, phpText, type PhpMap } from '../../php-parameters.ts';
import { typeById, typeByName } from '../entity-types.ts';
import { phpInteger } from '../field-value.ts';
import { parameter, type MethodCall, type MethodResult, type MethodTable } from '../method.ts';
import { badId, missingParameter, notFound, RestError } from '../rest-error.ts';
import { printedRow, type RowFields } from '../row-fields.ts';
import type { DataRow } from '../row-table.ts';
import { listedFrom } from './requisites.ts';
import { rowList } from './row-list.ts';

const commentFields: RowFields = {
  ID: { type: 'integer', isReadOnly: true },
  ENTITY_ID: { type: 'integer' },
  ENTITY_TYPE: { type: 'string' },
  CREATED: { type: 'datetime' },
  COMMENT: { type: 'string' },
  AUTHOR_ID: { type: 'integer' },
};

const activityFields: RowFields = {
  ID: { type: 'integer', isReadOnly: true },
  OWNER_ID: { type: 'integer' },
  OWNER_TYPE_ID: { type: 'integer' },
  TYPE_ID: { type: 'string' },
  PROVIDER_ID: { type: 'string' },
  SUBJECT: { type: 'string' },
  DESCRIPTION: { type: 'string' },
  DEADLINE: { type: 'datetime' },
  RESPONSIBLE_ID: { type: 'integer' },
  AUTHOR_ID: { type: 'integer' },
  CREATED: { type: 'datetime' },
  COMPLETED: { type: 'char' },
};

/** New versions of the portal read `fields` only when it is written so. */
function commentFieldsOf({ params }: MethodCall): PhpMap {
  const fields = asMap(params['fields']);
  if (fields === undefined) throw missingParameter('fields');
  return fields;
}

function addComment(call: MethodCall): MethodResult {
  const { portal, actor } = call;
  const fields = commentFieldsOf(call);
  const type = typeByName(phpText(fields['ENTITY_TYPE']).toLowerCase());
  const owner = phpInteger(fields['ENTITY_ID']);
  if (type === undefined || portal.items[type.name].get(owner) === undefined) throw new RestError('', 'Not found.');
  const text = phpText(fields['COMMENT']);
  const files = asList(fields['FILES']) ?? [];
  if (text === '' && files.length === 0) throw new RestError('', 'Empty comment message');
  const row = portal.rows.comments.add(
    {
      ENTITY_ID: owner,
      ENTITY_TYPE: type.name,
      COMMENT: text,
      // Author and time cannot be given: they are those of the call.
      AUTHOR_ID: actor.userId,
      CREATED: portal.time.print(actor.now),
      FILES: files.map((file) => phpText(asList(file)?.[0])),
    },
    listedFrom(call),
  );
  return { result: row.id };
}

function foundComment({ portal, params }: MethodCall): DataRow {
  const id = phpInteger(parameter(params, 'id'));
  if (id <= 0) throw badId();
  const row = portal.rows.comments.get(id);
  if (row === undefined) throw notFound();
  return row;
}

function printedComment(row: DataRow): Record<string, unknown> {
  return { ...printedRow(commentFields, row), FILES: filesOf(row) };
}

function filesOf({ values }: DataRow): unknown {
  const names = values['FILES'];
  const list = Array.isArray(names) ? (names as readonly string[]) : [];
  return Object.fromEntries(list.map((name, at) => [String(at + 1), { id: at + 1, name, type: 'file' }]));
}

function addTodo(call: MethodCall): MethodResult {
  const { portal, params, actor } = call;
  const type = typeById(phpInteger(parameter(params, 'ownerTypeId')));
  const owner = phpInteger(parameter(params, 'ownerId'));
  if (type === undefined || portal.items[type.name].get(owner) === undefined)
    throw new RestError('NOT_FOUND', 'Not found.');
  const deadline = parameter(params, 'deadline');
  if (deadline === undefined) throw missingParameter('deadline');
  const at = portal.time.read(phpText(deadline));
  if (at === undefined) throw new RestError('100', 'Invalid value {deadline}');
  const row = portal.rows.activities.add(
    {
      OWNER_ID: owner,
      OWNER_TYPE_ID: type.id,
      TYPE_ID: '6',
      PROVIDER_ID: 'CRM_TODO',
      SUBJECT: phpText(parameter(params, 'title'), 'Дело'),
      DESCRIPTION: phpText(parameter(params, 'description')),
      DEADLINE: portal.time.print(at),
      RESPONSIBLE_ID: phpInteger(parameter(params, 'responsibleId') ?? actor.userId),
      AUTHOR_ID: actor.userId,
      CREATED: portal.time.print(actor.now),
      COMPLETED: 'N',
    },
    listedFrom(call),
  );
  return { result: { id: row.id } };
}

/** The owner and the deadline must be said again; what is done cannot be changed. */
function updateTodo(call: MethodCall): MethodResult {
  const { portal, params } = call;
  for (const name of ['id', 'ownerTypeId', 'ownerId', 'deadline'])
    if (parameter(params, name) === undefined) throw missingParameter(name);
  const row = foundActivity(call);
  const [typeId, ownerId] = ['ownerTypeId', 'ownerId'].map((name) => phpInteger(parameter(params, name)));
  if (Number(row.values['OWNER_TYPE_ID']) !== typeId || Number(row.values['OWNER_ID']) !== ownerId)
    throw new RestError('OWNER_NOT_FOUND', 'Owner not found.');
  if (row.values['COMPLETED'] === 'Y')
    throw new RestError('CAN_NOT_UPDATE_COMPLETED_TODO', 'Can not update completed todo.');
  const deadline = portal.time.read(phpText(parameter(params, 'deadline')));
  if (deadline === undefined) throw new RestError('WRONG_DATETIME_FORMAT', 'Wrong datetime format.');
  row.values['DEADLINE'] = portal.time.print(deadline);
  for (const [name, column] of todoTexts) {
    const value = parameter(params, name);
    if (value !== undefined) row.values[column] = phpText(value);
  }
  const responsible = parameter(params, 'responsibleId');
  if (responsible !== undefined) row.values['RESPONSIBLE_ID'] = phpInteger(responsible);
  return { result: { id: row.id } };
}

const todoTexts = [
  ['title', 'SUBJECT'],
  ['description', 'DESCRIPTION'],
] as const;

function foundActivity({ portal, params }: MethodCall): DataRow {
  const id = phpInteger(parameter(params, 'id'));
  if (id <= 0) throw badId();
  const row = portal.rows.activities.get(id);
  if (row === undefined) throw notFound();
  return row;
}

/** Notes and to-dos. */
export const timelineMethods: MethodTable = {
  'crm.timeline.comment.add': addComment,
  'crm.timeline.comment.get': (call) => ({ result: printedComment(foundComment(call)) }),
  'crm.timeline.comment.update': (call) => {
    const row = foundComment(call);
    row.values['COMMENT'] = phpText(commentFieldsOf(call)['COMMENT']);
    return { result: true };
  },
  'crm.timeline.comment.delete': (call) => {
    call.portal.rows.comments.delete(foundComment(call).id);
    return { result: true };
  },
  'crm.timeline.comment.list': (call) => rowList(call, call.portal.rows.comments, commentFields),
  'crm.activity.todo.add': addTodo,
  'crm.activity.todo.update': updateTodo,
  'crm.activity.get': (call) => ({ result: printedRow(activityFields, foundActivity(call)) }),
  'crm.activity.delete': (call) => {
    call.portal.rows.activities.delete(foundActivity(call).id);
    return { result: true };
  },
  'crm.activity.list': (call) => rowList(call, call.portal.rows.activities, activityFields),
};
