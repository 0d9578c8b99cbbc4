import { z } from 'zod';
import { phpQuery } from '../../../src/emulators/php-parameters.ts';
import type { Traffic } from '../../../src/emulators/request-log.ts';
import {
  classicFields,
  id,
  importFields,
  positive,
  time,
  universalAddFields,
  universalUpdateFields,
  yesNo,
} from './bitrix24-fields.ts';

const none = z.union([z.strictObject({}), z.array(z.never())]);
const operators = /^(?:!=%|!%=|!@|!%|!=|!|=%|%=|=|%|>=|>|<=|<|@)?[A-Za-z][A-Za-z0-9_]*$/;
const filter = z.union([z.record(z.string(), z.unknown()), z.array(z.never())]).superRefine((given, context) => {
  for (const name of Object.keys(given)) {
    const isGroup = /^\d+$/.test(name) || name === 'logic';
    if (!isGroup && !operators.test(name))
      context.addIssue({ code: 'custom', path: [name], message: 'no such operator' });
  }
});
const order = z.record(z.string(), z.string().regex(/^(?:asc|desc)$/i));
const start = z.union([z.literal(-1), z.literal('-1'), id]);
const list = {
  filter: filter.optional(),
  order: order.optional(),
  select: z.array(z.string()).optional(),
  start: start.optional(),
};
const entityTypeId = z.union([
  z.literal([1, 2, 3, 4, 7, 31]),
  z.int().min(128),
  z.string().regex(/^(?:1|2|3|4|7|31|\d{3,})$/),
]);
const original = { useOriginalUfNames: yesNo.optional() };
const fieldsOf = z.record(z.string(), z.unknown());

const productRow = z.strictObject({
  productId: id.optional(),
  productName: z.string().max(256).optional(),
  price: z.union([z.number(), z.string()]),
  quantity: z.union([z.number(), z.string()]).optional(),
  discountTypeId: id.optional(),
  discountRate: z.union([z.number(), z.string()]).optional(),
  discountSum: z.union([z.number(), z.string()]).optional(),
  taxRate: z.union([z.number(), z.string(), z.null()]).optional(),
  taxIncluded: yesNo.optional(),
  measureCode: id.optional(),
  measureName: z.string().optional(),
  sort: id.optional(),
  xmlId: z.string().optional(),
});

const requisite = z.record(
  z
    .string()
    .regex(
      /^(?:RQ_[A-Z_0-9]+|UF_CRM_[A-Z0-9_]+|ENTITY_TYPE_ID|ENTITY_ID|PRESET_ID|NAME|CODE|XML_ID|ORIGINATOR_ID|ACTIVE|ADDRESS_ONLY|SORT)$/,
    ),
  z.unknown(),
);
const binding = (key: string) =>
  z.array(z.strictObject({ [key]: positive, SORT: id.optional(), IS_PRIMARY: yesNo.optional() }));
const addressFields = z.strictObject({
  TYPE_ID: z.union([z.literal([1, 4, 6, 8, 9, 11]), z.string().regex(/^(?:1|4|6|8|9|11)$/)]),
  ENTITY_TYPE_ID: z.union([z.literal([1, 8]), z.string().regex(/^[18]$/)]),
  ENTITY_ID: positive,
  ...Object.fromEntries(
    ['ADDRESS_1', 'ADDRESS_2', 'CITY', 'POSTAL_CODE', 'REGION', 'PROVINCE', 'COUNTRY', 'COUNTRY_CODE'].map((name) => [
      name,
      z.string().optional(),
    ]),
  ),
});

/** What may stand beside each other at the top of each method's parameters. */
const methods: Readonly<Record<string, z.ZodType>> = {
  profile: none,
  scope: z.strictObject({ full: z.unknown().optional() }),
  methods: z.strictObject({ scope: z.string().optional() }),
  'method.get': z.strictObject({ name: z.string().min(1) }),
  'server.time': none,
  'app.info': none,
  'user.current': none,
  'user.get': z.strictObject({
    FILTER: z.record(z.string(), z.unknown()).optional(),
    ADMIN_MODE: z.union([z.boolean(), z.string()]).optional(),
    ID: id.optional(),
    start: start.optional(),
    SORT: z.string().optional(),
    ORDER: z.string().optional(),
  }),
  'crm.item.fields': z.strictObject({ entityTypeId, ...original }),
  'crm.item.get': z.strictObject({ entityTypeId, id: positive, ...original }),
  'crm.item.delete': z.strictObject({ entityTypeId, id: positive }),
  'crm.item.list': z.strictObject({ entityTypeId, ...list, ...original }),
  'crm.item.add': z.strictObject({ entityTypeId, fields: fieldsOf, ...original }),
  'crm.item.update': z.strictObject({ entityTypeId, id: positive, fields: fieldsOf, ...original }),
  'crm.item.import': z.strictObject({ entityTypeId, fields: fieldsOf, ...original }),
  'crm.item.batchimport': z.strictObject({ entityTypeId, data: z.array(fieldsOf).min(1).max(20), ...original }),
  'crm.category.list': z.strictObject({ entityTypeId }),
  'crm.category.add': z.strictObject({
    entityTypeId,
    fields: z.strictObject({
      name: z.string().min(1),
      sort: id.optional(),
      isDefault: yesNo.optional(),
      originId: z.string().optional(),
      originatorId: z.string().optional(),
    }),
  }),
  'crm.category.fields': z.strictObject({ entityTypeId }),
  'crm.type.list': z.strictObject(list),
  'crm.status.list': z.strictObject({ filter: filter.optional(), order: order.optional() }),
  'crm.status.add': z.strictObject({
    fields: z.strictObject({
      ENTITY_ID: z.string(),
      STATUS_ID: z.string().max(50),
      NAME: z.string().min(1),
      SORT: id.optional(),
      SEMANTICS: z.enum(['S', 'F']).optional(),
      COLOR: z.string().optional(),
    }),
  }),
  'crm.status.update': z.strictObject({ id: positive, fields: fieldsOf }),
  'crm.status.delete': z.strictObject({ id: positive, params: z.unknown().optional() }),
  'crm.status.fields': none,
  'crm.status.entity.types': none,
  'crm.currency.list': z.strictObject({ order: order.optional() }),
  'crm.multifield.fields': none,
  'crm.enum.ownertype': none,
  'crm.enum.addresstype': none,
  'crm.settings.mode.get': none,
  'crm.requisite.add': z.strictObject({ fields: requisite }),
  'crm.requisite.update': z.strictObject({ id: positive, fields: requisite }),
  'crm.requisite.bankdetail.add': z.strictObject({ fields: fieldsOf }),
  'crm.requisite.bankdetail.update': z.strictObject({ id: positive, fields: fieldsOf }),
  'crm.requisite.preset.list': z.strictObject(list),
  'crm.requisite.preset.get': z.strictObject({ id: positive }),
  'crm.requisite.preset.countries': none,
  'crm.requisite.preset.field.list': z.strictObject({ preset: z.strictObject({ ID: positive }) }),
  'crm.address.add': z.strictObject({ fields: addressFields }),
  'crm.address.update': z.strictObject({ fields: addressFields }),
  'crm.address.delete': z.strictObject({
    fields: z.strictObject({ TYPE_ID: positive, ENTITY_TYPE_ID: positive, ENTITY_ID: positive }),
  }),
  'crm.address.list': z.strictObject(list),
  'crm.contact.company.items.get': z.strictObject({ id: positive }),
  'crm.contact.company.items.set': z.strictObject({ id: positive, items: binding('COMPANY_ID') }),
  'crm.contact.company.add': z.strictObject({
    id: positive,
    fields: z.strictObject({ COMPANY_ID: positive, SORT: id.optional(), IS_PRIMARY: yesNo.optional() }),
  }),
  'crm.contact.company.delete': z.strictObject({ id: positive, fields: z.strictObject({ COMPANY_ID: positive }) }),
  'crm.company.contact.items.get': z.strictObject({ id: positive }),
  'crm.company.contact.items.set': z.strictObject({ id: positive, items: binding('CONTACT_ID') }),
  'crm.deal.contact.items.get': z.strictObject({ id: positive }),
  'crm.deal.contact.items.set': z.strictObject({ id: positive, items: binding('CONTACT_ID') }),
  'crm.deal.contact.add': z.strictObject({
    id: positive,
    fields: z.strictObject({ CONTACT_ID: positive, SORT: id.optional(), IS_PRIMARY: yesNo.optional() }),
  }),
  'crm.item.productrow.set': z.strictObject({
    ownerType: z.string().regex(/^(?:L|D|Q|SI|T[0-9a-f]+)$/),
    ownerId: positive,
    productRows: z.union([z.array(productRow), z.literal('')]),
  }),
  'crm.item.productrow.list': z.strictObject({
    filter,
    order: order.optional(),
    select: z.array(z.string()).optional(),
    start: start.optional(),
  }),
  'crm.item.productrow.add': z.strictObject({
    fields: productRow.extend({ ownerType: z.string(), ownerId: positive }),
  }),
  'crm.deal.productrows.set': z.strictObject({ id: positive, rows: z.array(fieldsOf) }),
  'crm.lead.productrows.set': z.strictObject({ id: positive, rows: z.array(fieldsOf) }),
  'crm.timeline.comment.add': z.strictObject({
    fields: z.strictObject({
      ENTITY_ID: positive,
      ENTITY_TYPE: z.string().regex(/^(?:lead|deal|contact|company|order|dynamic_\d+)$/),
      COMMENT: z.string().min(1),
      FILES: z.array(z.tuple([z.string(), z.base64()])).optional(),
    }),
  }),
  'crm.timeline.comment.update': z.strictObject({ id: positive, fields: fieldsOf }),
  'crm.activity.todo.add': z.strictObject({
    ownerTypeId: positive,
    ownerId: positive,
    deadline: time,
    title: z.string().optional(),
    description: z.string().optional(),
    responsibleId: positive.optional(),
    pingOffsets: z.array(id).optional(),
    colorId: z.string().optional(),
  }),
  'crm.activity.todo.update': z.strictObject({
    id: positive,
    ownerTypeId: positive,
    ownerId: positive,
    deadline: time,
    title: z.string().optional(),
    description: z.string().optional(),
    responsibleId: positive.optional(),
    parentActivityId: positive.optional(),
    pingOffsets: z.array(id).optional(),
    colorId: z.string().optional(),
  }),
  'crm.duplicate.findbycomm': z.strictObject({
    type: z.enum(['PHONE', 'EMAIL']),
    values: z.array(z.string().min(1)).min(1).max(20),
    entity_type: z.enum(['LEAD', 'CONTACT', 'COMPANY']).optional(),
  }),
  'crm.entity.mergebatch': z.strictObject({
    params: z.strictObject({ entityTypeId, entityIds: z.array(positive).min(2) }),
  }),
};

const classicTypes: Readonly<Record<string, number>> = { lead: 1, deal: 2, contact: 3, company: 4 };
const options = z.strictObject({ REGISTER_SONET_EVENT: yesNo.optional(), IMPORT: yesNo.optional() });

/** Methods that every type of records, or of side data, has. */
function ofFamily(method: string): z.ZodType | undefined {
  const classic = /^crm\.(lead|deal|contact|company)\.(\w+)$/.exec(method);
  if (classic !== null) {
    const fields = classicFields.get(classicTypes[classic[1] ?? ''] ?? 0) ?? fieldsOf;
    if (classic[2] === 'add') return z.strictObject({ fields, params: options.optional() });
    if (classic[2] === 'update') return z.strictObject({ id: positive, fields, params: options.optional() });
  }
  if (method.endsWith('.userfield.add'))
    return z.strictObject({ fields: z.looseObject({ USER_TYPE_ID: z.string(), FIELD_NAME: z.string().max(50) }) });
  if (method.endsWith('.userfield.update')) return z.strictObject({ id: positive, fields: fieldsOf });
  if (method.endsWith('.fields')) return none;
  if (/\.(?:get|delete)$/.test(method)) return z.strictObject({ id: positive });
  if (method.endsWith('.list')) return z.strictObject(list);
  return undefined;
}

const mostValues = 1000;
const writing = /\.(?:add|update|delete|set|import|batchimport|mergebatch)$/;
const reference = /\$(result|error|total|next|time)\S*\[[^\]]+\]/i;

/** What in one request of the traffic the vendor's documentation does not allow. */
export function bitrix24Problems(traffic: Traffic): readonly string[] {
  if (traffic.operation === 'oauth.token' || traffic.method === 'HEAD') return [];
  if (traffic.method !== 'POST') return [`sent with ${traffic.method}: parameters end up in logs and are cut at 2 KB`];
  if (traffic.operation === 'batch') return batchProblems(traffic.parameters);
  return callProblems(traffic.operation, traffic.parameters);
}

const batchSchema = z.strictObject({
  halt: z.union([z.literal(0), z.literal(1)]).optional(),
  cmd: z.record(z.string(), z.string()),
});

function batchProblems(parameters: unknown): readonly string[] {
  const parsed = batchSchema.safeParse(parameters);
  if (!parsed.success) return issues(parsed.error);
  const commands = Object.entries(parsed.data.cmd);
  const problems: string[] = [];
  if (commands.length === 0 || commands.length > 50) problems.push(`${commands.length} commands`);
  for (const [key, command] of commands) {
    if (/^\d+$/.test(key)) problems.push(`numeric key ${key}`);
    problems.push(...commandProblems(command).map((problem) => `${key}: ${problem}`));
  }
  return problems;
}

function commandProblems(command: string): readonly string[] {
  const mark = command.indexOf('?');
  const method = (mark === -1 ? command : command.slice(0, mark)).toLowerCase();
  const query = mark === -1 ? '' : command.slice(mark + 1);
  if (method === 'batch') return ['a batch inside a batch'];
  const problems = [...callProblems(method, phpQuery(query))];
  if (/[^\w\-.~%=&+*!'()]/.test(query)) problems.push('not fully percent-encoded');
  if (query.split('&').length > mostValues) problems.push('more values than PHP takes');
  if (writing.test(method) && reference.test(decodeURIComponent(query.replaceAll('+', ' '))))
    problems.push('$result in a write');
  return problems;
}

const fieldsByMethod: Readonly<Record<string, ReadonlyMap<number, z.ZodType>>> = {
  'crm.item.add': universalAddFields,
  'crm.item.update': universalUpdateFields,
  'crm.item.import': importFields,
};

function callProblems(method: string, parameters: unknown): readonly string[] {
  const schema = methods[method] ?? ofFamily(method);
  if (schema === undefined) return ['not a documented method'];
  const parsed = schema.safeParse(parameters);
  if (!parsed.success) return issues(parsed.error);
  const {
    entityTypeId: type,
    fields,
    data,
  } = parameters as { entityTypeId?: unknown; fields?: unknown; data?: unknown[] };
  const known = fieldsByMethod[method]?.get(Number(type));
  const problems = known === undefined ? [] : checked(known, fields, 'fields');
  const imported = method === 'crm.item.batchimport' ? importFields.get(Number(type)) : undefined;
  for (const [at, item] of (data ?? []).entries())
    if (imported !== undefined) problems.push(...checked(imported, item, `data.${at}`));
  return problems;
}

function checked(schema: z.ZodType, value: unknown, path: string): string[] {
  const parsed = schema.safeParse(value);
  return parsed.success ? [] : issues(parsed.error).map((issue) => `${path}.${issue}`);
}

/** Paths and reasons, without the values: traffic holds data of people. */
function issues(error: z.ZodError): string[] {
  return error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
}
