import { asId, asList, asMap, asNumber, asText } from '../../http/answer-values.ts';
import { AccessError } from '../../errors.ts';
import type { ListValue } from '../../text/list-value.ts';
import type { Person } from '../../text/target-person.ts';
import {
  collections,
  lostStatus,
  wonStatus,
  type Account,
  type AccountField,
  type Collection,
  type Pipeline,
  type Status,
} from './account.ts';
import type { Rest } from './rest.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Reads everything that decides how records are written. @throws TargetError, AccessError */
export async function loadAccount(rest: Rest, host: string): Promise<Account> {
  const account = await rest.read('/account', [['with', 'task_types,datetime_settings']]);
  const id = asId(account['id']);
  if (id === undefined) throw new AccessError('amocrm.no-account', { host });
  const users = await rest.all('/users', 'users');
  const pipelines = await rest.all('/leads/pipelines', 'pipelines');
  const fields = new Map<Collection, readonly AccountField[]>();
  for (const of of collections) fields.set(of, await loadFields(rest, of));
  const reasons = await rest.all('/leads/loss_reasons', 'loss_reasons');
  const userId = asId(account['current_user_id']) ?? '';
  const settings = asMap(asMap(account['_embedded'])['datetime_settings']);
  return {
    id,
    host,
    name: asText(account['name']),
    currency: asText(account['currency']),
    zone: asText(settings['timezone']) || 'UTC',
    userId,
    isAdmin: asMap(users.find((user) => asId(user['id']) === userId)?.['rights'])['is_admin'] === true,
    users: users.flatMap(personOf),
    fields: Object.fromEntries(fields) as unknown as Account['fields'],
    pipelines: pipelines.flatMap(pipelineOf).toSorted((left, right) => Number(right.isMain) - Number(left.isMain)),
    lossReasons: reasons.flatMap(listValue),
    taskTypes: asList(asMap(account['_embedded'])['task_types']).map(asMap).flatMap(listValue),
  };
}

/** Fields of one kind of record. @throws TargetError, AccessError */
export async function loadFields(rest: Rest, of: Collection): Promise<readonly AccountField[]> {
  return (await rest.all(`/${of}/custom_fields`, 'custom_fields')).flatMap(fieldOf);
}

function listValue(row: Fields): readonly ListValue[] {
  const id = asId(row['id']);
  return id === undefined ? [] : [{ id, name: asText(row['name']) }];
}

function personOf(row: Fields): readonly Person[] {
  const id = asId(row['id']);
  if (id === undefined) return [];
  const fullName = asText(row['name']).trim();
  // One name is all there is: the other order of its words is tried too.
  const [firstName = '', lastName = ''] = fullName.split(/\s+/);
  const isActive = asMap(row['rights'])['is_active'] !== false;
  return [{ id, fullName, firstName, lastName, email: asText(row['email']), isActive }];
}

function pipelineOf(row: Fields): readonly Pipeline[] {
  const id = asId(row['id']);
  if (id === undefined || row['is_archive'] === true) return [];
  const statuses = asList(asMap(row['_embedded'])['statuses'])
    .map(asMap)
    // 1: the inbox, into which nothing can be put.
    .filter((status) => asNumber(status['type']) !== 1)
    .toSorted((left, right) => (asNumber(left['sort']) ?? 0) - (asNumber(right['sort']) ?? 0))
    .flatMap(listValue)
    .map((status): Status => ({ ...status, semantics: semanticsOf(status.id) }));
  return [{ id, name: asText(row['name']), isMain: row['is_main'] === true, statuses }];
}

function semanticsOf(id: string): Status['semantics'] {
  return id === wonStatus ? 'won' : id === lostStatus ? 'lost' : 'open';
}

function fieldOf(row: Fields): readonly AccountField[] {
  const id = asId(row['id']);
  if (id === undefined) return [];
  const options = asList(row['enums'])
    .map(asMap)
    .flatMap((option) => {
      const optionId = asId(option['id']);
      return optionId === undefined ? [] : [{ id: optionId, name: asText(option['value']) }];
    });
  const isApiOnly = row['is_api_only'] === true;
  return [{ id, name: asText(row['name']), code: asText(row['code']), type: asText(row['type']), options, isApiOnly }];
}
