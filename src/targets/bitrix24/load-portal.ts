import {
  itemKinds,
  entityTypeIds,
  type ItemKind,
  type ListValue,
  type Pipeline,
  type Portal,
  type PortalField,
  type PortalUser,
  type Preset,
  type Stage,
} from './portal.ts';
import { offsetRows } from './fast-list.ts';
import type { Reply } from './reply.ts';
import type { Command, Rest } from './rest.ts';
import { asFlag, asId, asList, asMap, asNumber, asText } from './values.ts';
import type { Webhook } from './webhook.ts';

type Fields = Readonly<Record<string, unknown>>;

const plain = (method: string, parameters: Fields = {}): Command => ({ method, parameters });

/** What the first request of a run asks for. Those that a portal may lack come last. */
const needed: readonly Command[] = [
  plain('profile'),
  plain('crm.status.list', { order: { SORT: 'ASC' } }),
  plain('crm.currency.list'),
];
const optional: readonly Command[] = [
  plain('scope'),
  plain('server.time'),
  plain('crm.category.list', { entityTypeId: entityTypeIds.deal }),
  plain('crm.requisite.preset.list', { select: ['ID', 'NAME', 'COUNTRY_ID', 'XML_ID'] }),
  plain('crm.settings.mode.get'),
];

/** Reads everything that decides how records are written. @param isClassic the portal has no universal methods @throws TargetError, AccessError */
export async function loadPortal(rest: Rest, webhook: Webhook, isClassic: boolean): Promise<Portal> {
  const results = await rest.readAll([...needed, ...itemKinds.map((kind) => fieldsCommand(kind, isClassic))]);
  const [profile, statuses, currencies, ...fields] = results.map(({ result }) => result);
  const [scopes, time, categories, presets, mode] = (await rest.batch(optional, { isWrite: false })).map(resultOf);
  const users = await offsetRows(rest, plain('user.get', { FILTER: {}, ADMIN_MODE: true }));
  const rows = asList(statuses).map(asMap);
  const person = asMap(profile);
  return {
    host: webhook.host,
    userId: asId(person['ID']) ?? webhook.userId,
    isAdmin: asFlag(person['ADMIN']),
    scopes: scopes === undefined ? undefined : asList(scopes).map(asText),
    offsetMinutes: offsetOf(asText(time)),
    fields: Object.fromEntries(
      itemKinds.map((kind, index) => [kind, fieldsOf(fields[index], isClassic)]),
    ) as unknown as Portal['fields'],
    lists: listsOf(rows),
    leadStages: stagesOf(rows, 'STATUS'),
    pipelines: pipelinesOf(asList(asMap(categories)['categories']).map(asMap), rows),
    currencies: asList(currencies).flatMap((row) => asText(asMap(row)['CURRENCY']) || []),
    users: users.flatMap(userOf),
    presets: asList(presets).map(asMap).flatMap(presetOf),
    hasLeads: asNumber(mode) !== 2,
  };
}

function resultOf(reply: Reply): unknown {
  return reply.kind === 'result' ? reply.result : undefined;
}

function fieldsCommand(kind: ItemKind, isClassic: boolean): Command {
  return isClassic
    ? plain(`crm.${kind}.fields`)
    : plain('crm.item.fields', { entityTypeId: entityTypeIds[kind], useOriginalUfNames: 'Y' });
}

function fieldsOf(result: unknown, isClassic: boolean): ReadonlyMap<string, PortalField> {
  const all = asMap(isClassic ? result : asMap(result)['fields']);
  return new Map(
    Object.entries(all).map(([key, description]) => {
      const field = fieldOf(key, asMap(description));
      return [field.name, field];
    }),
  );
}

function fieldOf(key: string, description: Fields): PortalField {
  const upper = asText(description['upperName']);
  const name = upper.startsWith('UF_') ? upper : key;
  const labels = ['formLabel', 'listLabel', 'title'].map((label) => asText(description[label]));
  const list = asText(description['statusType']);
  return {
    name,
    type: asText(description['type']),
    title: labels.find((label) => label !== '' && label !== name) ?? name,
    isReadOnly: asFlag(description['isReadOnly']),
    isRequired: asFlag(description['isRequired']),
    isMultiple: asFlag(description['isMultiple']),
    list: list === '' ? undefined : list,
    items: asList(description['items'])
      .map(asMap)
      .map((item) => ({ id: asText(item['ID']), name: asText(item['VALUE']) })),
  };
}

function listsOf(rows: readonly Fields[]): ReadonlyMap<string, readonly ListValue[]> {
  const lists = new Map<string, ListValue[]>();
  for (const row of rows) {
    const list = asText(row['ENTITY_ID']);
    const value = { id: asText(row['STATUS_ID']), name: asText(row['NAME']) };
    const values = lists.get(list);
    if (values === undefined) lists.set(list, [value]);
    else values.push(value);
  }
  return lists;
}

function stagesOf(rows: readonly Fields[], list: string): readonly Stage[] {
  return rows
    .filter((row) => row['ENTITY_ID'] === list)
    .toSorted((left, right) => Number(left['SORT'] ?? 0) - Number(right['SORT'] ?? 0))
    .map((row) => ({ id: asText(row['STATUS_ID']), name: asText(row['NAME']), semantics: semanticsOf(row) }));
}

function semanticsOf(row: Fields): Stage['semantics'] {
  const code = asText(row['SEMANTICS']) || asText(asMap(row['EXTRA'])['SEMANTICS']);
  if (code === 'S' || code === 'success') return 'won';
  return code === 'F' || code === 'failure' || code === 'apology' ? 'lost' : 'open';
}

/** The default pipeline has the number 0; portals without pipelines have it alone. */
function pipelinesOf(categories: readonly Fields[], rows: readonly Fields[]): readonly Pipeline[] {
  const found = categories.map((row) =>
    pipelineOf(asText(row['id']), asText(row['name']), asFlag(row['isDefault']), rows),
  );
  const all = found.length > 0 ? found : [pipelineOf('0', '', true, rows)];
  return all.toSorted((left, right) => Number(right.isDefault) - Number(left.isDefault));
}

function pipelineOf(id: string, name: string, isDefault: boolean, rows: readonly Fields[]): Pipeline {
  return { id, name, isDefault, stages: stagesOf(rows, id === '0' ? 'DEAL_STAGE' : `DEAL_STAGE_${id}`) };
}

function userOf(row: Fields): readonly PortalUser[] {
  const id = asId(row['ID']);
  if (id === undefined) return [];
  const [lastName, firstName, middle] = ['LAST_NAME', 'NAME', 'SECOND_NAME'].map((name) => asText(row[name]).trim());
  const fullName = [lastName, firstName, middle].filter((part) => part !== undefined && part !== '').join(' ');
  const isActive = row['ACTIVE'] === undefined || asFlag(row['ACTIVE']);
  return [
    { id, fullName, firstName: firstName ?? '', lastName: lastName ?? '', email: asText(row['EMAIL']), isActive },
  ];
}

function presetOf(row: Fields): readonly Preset[] {
  const id = asId(row['ID']);
  const [name, countryId, xmlId] = ['NAME', 'COUNTRY_ID', 'XML_ID'].map((key) => asText(row[key]));
  return id === undefined ? [] : [{ id, name: name ?? '', countryId: countryId ?? '', xmlId: xmlId ?? '' }];
}

/** Minutes from UTC at the end of a date-time. */
function offsetOf(time: string): number {
  const [, sign, hours, minutes] = /([+-])(\d{2}):?(\d{2})$/.exec(time) ?? [];
  if (sign === undefined) return 0;
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}
