import { z } from 'zod';

const id = z.int().positive();
const unix = z.int().min(0);
const requestId = z.string().min(1);
const author = z.int().min(0);

const plainValue = z.union([z.string(), z.number(), z.boolean()]);

const legalEntity = z.strictObject({
  name: z.string(),
  entity_type: z.literal([1, 2]).nullable().optional(),
  ...Object.fromEntries(
    'vat_id kpp address real_address bank_code bank_account_number director external_uid unp bin egrpou mfo oked'
      .split(' ')
      .map((name) => [name, z.string().nullable().optional()]),
  ),
});

const fieldValue = z
  .strictObject({
    value: z.union([plainValue, legalEntity]).optional(),
    enum_id: id.optional(),
    enum_code: z.string().optional(),
  })
  .refine((given) => Object.keys(given).length > 0, { error: 'a value names nothing' });

/** A field is named by its number or by its code, never by both. */
const fieldValues = z
  .array(
    z.union([
      z.strictObject({ field_id: id, values: z.array(fieldValue).min(1).nullable() }),
      z.strictObject({ field_code: z.string().min(1), values: z.array(fieldValue).min(1).nullable() }),
    ]),
  )
  .refine(
    (list) => new Set(list.map((one) => ('field_id' in one ? one.field_id : one.field_code))).size === list.length,
    {
      error: 'a field is listed twice',
    },
  );

const tag = z.union([z.strictObject({ id }), z.strictObject({ name: z.string().min(1) })]);
const tags = z.array(tag);

const common = {
  name: z.string().optional(),
  responsible_user_id: id.optional(),
  created_by: author.optional(),
  updated_by: author.optional(),
  created_at: unix.optional(),
  updated_at: unix.optional(),
  custom_fields_values: fieldValues.optional(),
  tags_to_add: tags.optional(),
  request_id: requestId.optional(),
};

const changed = { ...common, tags_to_delete: tags.optional() };
const withTags = z.strictObject({ tags: tags.nullable().optional() }).optional();
const names = { first_name: z.string().optional(), last_name: z.string().optional() };

const leadMembers = {
  price: z.int().optional(),
  status_id: id.optional(),
  pipeline_id: id.optional(),
  closed_at: unix.nullable().optional(),
  loss_reason_id: id.nullable().optional(),
};

const source = z.strictObject({ external_id: z.string(), type: z.string().optional() });

const leadEmbedded = z
  .strictObject({
    tags: tags.nullable().optional(),
    contacts: z.array(z.strictObject({ id, is_main: z.boolean().optional() })).optional(),
    companies: z.array(z.strictObject({ id })).max(1).optional(),
    source: source.optional(),
  })
  .optional();

const contact = z.strictObject({ ...common, ...names, _embedded: withTags });
const company = z.strictObject({ ...common, _embedded: withTags });
const lead = z
  .strictObject({ ...common, ...leadMembers, _embedded: leadEmbedded })
  .refine(({ loss_reason_id: reason, status_id: status }) => (reason ?? null) === null || status === 143, {
    error: 'a reason of loss needs the status 143',
  });

const nestedMembers = { ...common, custom_fields_values: fieldValues.max(40).optional() };
const nestedContact = z.union([
  z.strictObject({ id, is_main: z.boolean().optional() }),
  z.strictObject({ ...nestedMembers, ...names, _embedded: withTags }),
]);
const nestedCompany = z.union([z.strictObject({ id }), z.strictObject({ ...nestedMembers, _embedded: withTags })]);
const complex = z.strictObject({
  ...nestedMembers,
  ...leadMembers,
  _embedded: z
    .strictObject({
      tags: tags.optional(),
      contacts: z.array(nestedContact).max(1).optional(),
      companies: z.array(nestedCompany).max(1).optional(),
      source: source.optional(),
      metadata: z.looseObject({ category: z.enum(['forms', 'sip']) }).optional(),
    })
    .optional(),
});

const linkTarget = {
  to_entity_id: id,
  to_entity_type: z.enum(['contacts', 'companies', 'leads', 'customers', 'catalog_elements']),
  metadata: z
    .strictObject({
      is_main: z.boolean().optional(),
      quantity: z.number().positive().optional(),
      catalog_id: id.optional(),
      price_id: id.nullable().optional(),
    })
    .optional(),
};
const massLink = z.strictObject({ entity_id: id, ...linkTarget });
const ownLink = z.strictObject(linkTarget);

const callParams = z.strictObject({
  uniq: z.string(),
  duration: z.int().min(0),
  source: z.string(),
  phone: z.string(),
  link: z.string().optional(),
  call_result: z.string().optional(),
  call_status: z.int().min(1).max(7).optional(),
  call_responsible: z.union([id, z.string()]).optional(),
});
const noteMembers = {
  responsible_user_id: author.optional(),
  created_by: author.optional(),
  updated_by: author.optional(),
  created_at: unix.optional(),
  updated_at: unix.optional(),
  is_need_to_trigger_digital_pipeline: z.boolean().optional(),
  request_id: requestId.optional(),
};
const noteKinds = {
  text: { note_type: z.literal('common'), params: z.strictObject({ text: z.string() }) },
  call: { note_type: z.enum(['call_in', 'call_out']), params: callParams },
  message: {
    note_type: z.enum(['service_message', 'extended_service_message']),
    params: z.strictObject({ service: z.string(), text: z.string() }),
  },
  sms: {
    note_type: z.enum(['sms_in', 'sms_out']),
    params: z.strictObject({ text: z.string(), phone: z.string() }),
  },
};
const notes = (owner: object): z.ZodType =>
  z.union(Object.values(noteKinds).map((kind) => z.strictObject({ ...noteMembers, ...kind, ...owner })));

const taskMembers = {
  entity_id: id.optional(),
  entity_type: z.enum(['leads', 'contacts', 'companies', 'customers']).optional(),
  task_type_id: id.optional(),
  is_completed: z.boolean().optional(),
  result: z.strictObject({ text: z.string() }).optional(),
  duration: z.int().min(0).optional(),
  responsible_user_id: id.optional(),
  created_by: author.optional(),
  updated_by: author.optional(),
  created_at: unix.optional(),
  updated_at: unix.optional(),
  request_id: requestId.optional(),
};

const option = z.strictObject({
  value: z.string().min(1),
  sort: z.int().optional(),
  id: id.optional(),
  code: z.string().optional(),
});
const fieldMembers = {
  code: z.string().min(1).optional(),
  sort: z.int().optional(),
  group_id: z.string().nullable().optional(),
  is_api_only: z.boolean().optional(),
  required_statuses: z.array(z.strictObject({ pipeline_id: id, status_id: id })).optional(),
  enums: z.array(option).min(1).optional(),
  request_id: requestId.optional(),
};
const fieldType = z.enum([
  'text',
  'numeric',
  'checkbox',
  'select',
  'multiselect',
  'date',
  'url',
  'textarea',
  'radiobutton',
  'streetaddress',
  'smart_address',
  'birthday',
  'legal_entity',
  'date_time',
  'monetary',
]);

const status = z.strictObject({
  name: z.string().min(1),
  sort: z.int(),
  color: z
    .string()
    .regex(/^#[0-9a-fA-F]{6}$/)
    .optional(),
  request_id: requestId.optional(),
});
const nestedStatus = z.union([status, z.strictObject({ id: z.literal([142, 143]), name: z.string().min(1) })]);
const pipeline = z.strictObject({
  name: z.string().min(1),
  sort: z.int(),
  is_main: z.boolean(),
  is_unsorted_on: z.boolean(),
  request_id: requestId.optional(),
  _embedded: z.strictObject({ statuses: z.array(nestedStatus).min(1) }).optional(),
});

const tagMembers = { name: z.string().min(1), request_id: requestId.optional() };

const oauth = z.intersection(
  z.looseObject({ client_id: z.string(), client_secret: z.string(), redirect_uri: z.string() }),
  z.union([
    z.looseObject({ grant_type: z.literal('authorization_code'), code: z.string() }),
    z.looseObject({ grant_type: z.literal('refresh_token'), refresh_token: z.string() }),
  ]),
);

/** A list of at most 250, in which every request id is its own. */
function bulk(element: z.ZodType, most = 250): z.ZodType {
  return z
    .array(element)
    .min(1)
    .max(most)
    .refine((list) => distinct(list.map((one) => (one as { request_id?: string }).request_id)), {
      error: 'a request id is used twice',
    });
}

function distinct(values: readonly (string | undefined)[]): boolean {
  const given = values.filter((value) => value !== undefined);
  return new Set(given).size === given.length;
}

const catalogMembers = { name: z.string().min(1), type: z.enum(['regular', 'invoices', 'products']).optional() };
const elementMembers = { custom_fields_values: fieldValues.optional(), request_id: requestId.optional() };

const kinds = { contacts: contact, companies: company, leads: lead } as const;
const updates = {
  contacts: z.strictObject({ ...changed, ...names, _embedded: withTags }),
  companies: z.strictObject({ ...changed, _embedded: withTags }),
  leads: z.strictObject({ ...changed, ...leadMembers, _embedded: leadEmbedded }),
} as const;

/** The documented body of each operation that has one. */
export function bodies(): Map<string, z.ZodType> {
  const known = new Map<string, z.ZodType>([
    ['POST /leads/complex', bulk(complex, 50)],
    ['POST /tasks', bulk(z.strictObject({ text: z.string(), complete_till: unix, ...taskMembers }))],
    [
      'PATCH /tasks',
      bulk(z.strictObject({ id, text: z.string().optional(), complete_till: unix.optional(), ...taskMembers })),
    ],
    [
      'PATCH /tasks/{id}',
      z.strictObject({ text: z.string().optional(), complete_till: unix.optional(), ...taskMembers }),
    ],
    ['POST /leads/pipelines', bulk(pipeline, 50)],
    ['POST /leads/pipelines/{id}/statuses', bulk(status, 100)],
    ['POST /leads/loss_reasons', bulk(z.strictObject({ name: z.string(), sort: z.int().optional() }))],
    ['POST /catalogs', bulk(z.looseObject(catalogMembers))],
    ['POST /catalogs/{id}/elements', bulk(z.strictObject({ name: z.string().min(1), ...elementMembers }))],
    ['PATCH /catalogs/{id}/elements', bulk(z.strictObject({ id, name: z.string().optional(), ...elementMembers }))],
    ['POST /sources', bulk(z.looseObject({ name: z.string(), external_id: z.string() }))],
    ['POST /oauth2/access_token', oauth],
  ]);
  for (const kind of ['contacts', 'companies', 'leads'] as const) {
    known.set(`POST /${kind}`, bulk(kinds[kind]));
    known.set(`PATCH /${kind}`, bulk(updates[kind].extend({ id })));
    known.set(`PATCH /${kind}/{id}`, updates[kind]);
    known.set(`POST /${kind}/link`, bulk(massLink)).set(`POST /${kind}/unlink`, bulk(massLink));
    known.set(`POST /${kind}/{id}/link`, bulk(ownLink)).set(`POST /${kind}/{id}/unlink`, bulk(ownLink));
    known.set(`POST /${kind}/notes`, bulk(notes({ entity_id: id })));
    known.set(`POST /${kind}/{id}/notes`, bulk(notes({})));
    known.set(`PATCH /${kind}/notes`, bulk(notes({ id })));
    const color = kind === 'leads' ? { color: z.string().optional() } : {};
    known.set(`POST /${kind}/tags`, bulk(z.strictObject({ ...tagMembers, ...color })));
    const made = z.strictObject({ name: z.string().min(1), type: fieldType, ...fieldMembers });
    known.set(`POST /${kind}/custom_fields`, bulk(made));
    const change = { name: z.string().optional(), type: fieldType.optional(), ...fieldMembers };
    known.set(`PATCH /${kind}/custom_fields`, bulk(z.strictObject({ id, ...change })));
    known.set(`PATCH /${kind}/custom_fields/{id}`, z.strictObject(change));
  }
  return known;
}
