import { z } from 'zod';

const whole = z.string().regex(/^\d+$/);
const paging = { page: whole.optional(), limit: whole.refine((text) => Number(text) <= 250).optional() };
const direction = z.enum(['asc', 'desc']);
const several = z.union([z.string(), z.array(z.string()), z.record(z.string(), z.string())]);
const range = z.union([whole, z.strictObject({ from: whole.optional(), to: whole.optional() })]);

function areAll(text: string, allowed: readonly string[]): boolean {
  return text.split(',').every((name) => allowed.includes(name));
}

function listQuery(allowed: readonly string[], orders: readonly string[], filters: object = {}): z.ZodType {
  return z.strictObject({
    ...paging,
    with: z
      .string()
      .refine((text) => areAll(text, allowed))
      .optional(),
    query: z.string().optional(),
    order: z.partialRecord(z.enum(orders as [string, ...string[]]), direction).optional(),
    filter: z
      .strictObject({
        id: several.optional(),
        name: several.optional(),
        created_by: several.optional(),
        updated_by: several.optional(),
        responsible_user_id: several.optional(),
        created_at: range.optional(),
        updated_at: range.optional(),
        closest_task_at: range.optional(),
        custom_fields_values: z.union([z.record(whole, z.json()), z.array(z.json())]).optional(),
        ...filters,
      })
      .optional(),
  });
}

const leadFilters = {
  closed_at: range.optional(),
  price: range.optional(),
  pipeline_id: several.optional(),
  statuses: z.array(z.strictObject({ pipeline_id: whole, status_id: whole })).optional(),
};
const contactsWith = ['leads', 'customers', 'catalog_elements'];
const companiesWith = ['contacts', 'leads', 'customers', 'catalog_elements'];
const leadsWith = 'contacts,catalog_elements,loss_reason,source_id,is_price_modified_by_robot,only_deleted'.split(',');
const accountWith =
  'amojo_id,amojo_rights,users_groups,task_types,version,entity_names,datetime_settings,drive_url,is_api_filter_enabled';

/** The documented query of each operation that reads. */
export function queries(): Map<string, z.ZodType> {
  const withOnly = (allowed: readonly string[]): z.ZodType =>
    z.strictObject({
      with: z
        .string()
        .refine((text) => areAll(text, allowed))
        .optional(),
    });
  const paged = z.strictObject(paging);
  const loose = z.looseObject(paging);
  const known = new Map<string, z.ZodType>([
    ['GET /account', withOnly(accountWith.split(','))],
    ['GET /users', paged.extend({ with: z.string().optional() })],
    ['GET /users/{id}', loose],
    ['GET /leads/pipelines', paged],
    ['GET /leads/pipelines/{id}', z.strictObject({})],
    ['GET /leads/pipelines/{id}/statuses', paged],
    ['GET /leads/loss_reasons', paged],
    ['GET /contacts', listQuery(contactsWith, ['updated_at', 'id'])],
    ['GET /companies', listQuery(companiesWith, ['updated_at', 'id'])],
    ['GET /leads', listQuery(leadsWith, ['created_at', 'updated_at', 'id'], leadFilters)],
    ['GET /contacts/{id}', withOnly(contactsWith)],
    ['GET /companies/{id}', withOnly(companiesWith)],
    ['GET /leads/{id}', withOnly(leadsWith)],
    ['GET /tasks', loose],
    ['GET /tasks/{id}', z.strictObject({})],
    ['GET /events', loose],
    ['GET /sources', loose],
    ['GET /catalogs', paged],
    ['GET /catalogs/{id}', z.strictObject({})],
    ['GET /catalogs/{id}/elements', loose],
    ['GET /catalogs/{id}/elements/{id}', z.strictObject({})],
    ['GET /oauth2/account/subdomain', z.strictObject({})],
  ]);
  for (const kind of ['contacts', 'companies', 'leads']) {
    known.set(`GET /${kind}/custom_fields`, paged.extend({ order: z.json().optional() }));
    known.set(`GET /${kind}/custom_fields/{id}`, z.strictObject({}));
    known.set(`GET /${kind}/tags`, paged.extend({ query: z.string().optional(), filter: z.json().optional() }));
    known.set(`GET /${kind}/links`, paged.extend({ filter: z.looseObject({ entity_id: several }) }));
    known.set(`GET /${kind}/{id}/links`, loose);
    for (const path of [`/${kind}/notes`, `/${kind}/{id}/notes`]) known.set(`GET ${path}`, loose);
    for (const path of [`/${kind}/notes/{id}`, `/${kind}/{id}/notes/{id}`])
      known.set(`GET ${path}`, z.strictObject({}));
  }
  return known;
}
