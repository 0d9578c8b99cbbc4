import { z } from 'zod';

/** A whole number, also as text: in commands of a batch everything is text. */
export const id = z.union([z.int(), z.string().regex(/^\d+$/)]);
export const positive = z.union([z.int().min(1), z.string().regex(/^[1-9]\d*$/)]);
const number = z.union([z.number(), z.string().regex(/^-?\d+(\.\d+)?$/)]);
export const yesNo = z.enum(['Y', 'N']);
/** With an offset: without one the portal takes its own zone. */
export const time = z.iso.datetime({ offset: true, local: false });
const day = z.union([z.iso.date(), time]);
const short = (length: number) => z.string().max(length);
const clearable = <S extends z.ZodType>(schema: S) => z.union([schema, z.literal('')]);

const kinds = {
  PHONE: ['WORK', 'MOBILE', 'FAX', 'HOME', 'PAGER', 'MAILING', 'OTHER'],
  EMAIL: ['WORK', 'HOME', 'MAILING', 'OTHER'],
  WEB: ['WORK', 'HOME', 'FACEBOOK', 'VK', 'LIVEJOURNAL', 'TWITTER', 'OTHER'],
  IM: [
    'TELEGRAM',
    'VK',
    'FACEBOOK',
    'VIBER',
    'INSTAGRAM',
    'SKYPE',
    'BITRIX24',
    'OPENLINE',
    'IMOL',
    'ICQ',
    'MSN',
    'JABBER',
    'OTHER',
  ],
} as const;

function classicMulti(kind: keyof typeof kinds) {
  const entry = z.strictObject({
    ID: positive.optional(),
    VALUE: short(250),
    VALUE_TYPE: z.enum(kinds[kind]).optional(),
    DELETE: yesNo.optional(),
  });
  return z.array(entry).optional();
}

const classicMultis = {
  PHONE: classicMulti('PHONE'),
  EMAIL: classicMulti('EMAIL'),
  WEB: classicMulti('WEB'),
  IM: classicMulti('IM'),
};

const fmEntry = z.strictObject({
  id: positive.optional(),
  typeId: z.enum(['PHONE', 'EMAIL', 'WEB', 'IM']),
  valueType: z.string().optional(),
  value: short(250),
});
const fmAdd = z.array(fmEntry);
const fmUpdate = z.record(z.string().regex(/^(?:n\d+|[1-9]\d*)$/), fmEntry);

type Shape = Record<string, z.ZodType>;

/** Fields by their classic names; those with a second name differ in universal methods by more than the case. */
const common: Shape = {
  ASSIGNED_BY_ID: positive,
  OPENED: yesNo,
  COMMENTS: z.string(),
  SOURCE_ID: short(50),
  SOURCE_DESCRIPTION: z.string(),
  ORIGINATOR_ID: short(255),
  ORIGIN_ID: short(255),
  UTM_SOURCE: short(200),
  UTM_MEDIUM: short(200),
  UTM_CAMPAIGN: short(200),
  UTM_CONTENT: short(200),
  UTM_TERM: short(200),
};

const person: Shape = {
  NAME: short(50),
  LAST_NAME: short(50),
  SECOND_NAME: short(50),
  HONORIFIC: short(50),
  POST: short(255),
  BIRTHDATE: clearable(day),
};

const money: Shape = { OPPORTUNITY: number, CURRENCY_ID: z.string().regex(/^[A-Z]{3}$/), IS_MANUAL_OPPORTUNITY: yesNo };

const address = Object.fromEntries(
  [
    'ADDRESS',
    'ADDRESS_2',
    'ADDRESS_CITY',
    'ADDRESS_POSTAL_CODE',
    'ADDRESS_REGION',
    'ADDRESS_PROVINCE',
    'ADDRESS_COUNTRY',
    'ADDRESS_COUNTRY_CODE',
  ].map((name) => [name, short(256)]),
);

const fields: Readonly<Record<number, Shape>> = {
  1: {
    ...common,
    ...person,
    ...money,
    ...address,
    TITLE: short(255),
    COMPANY_TITLE: short(255),
    STATUS_ID: short(50),
    STATUS_DESCRIPTION: z.string(),
    COMPANY_ID: id,
    CONTACT_ID: id,
    CONTACT_IDS: z.array(positive),
  },
  2: {
    ...common,
    ...money,
    TITLE: short(255),
    CATEGORY_ID: id,
    STAGE_ID: short(50),
    TYPE_ID: short(50),
    PROBABILITY: number,
    TAX_VALUE: number,
    BEGINDATE: clearable(day),
    CLOSEDATE: clearable(day),
    COMPANY_ID: id,
    CONTACT_ID: id,
    CONTACT_IDS: z.array(positive),
    LEAD_ID: id,
    ADDITIONAL_INFO: z.string(),
    LOCATION_ID: id,
  },
  3: {
    ...common,
    ...person,
    TYPE_ID: short(50),
    COMPANY_ID: id,
    COMPANY_IDS: z.array(positive),
    EXPORT: yesNo,
    ORIGIN_VERSION: short(255),
    PHOTO: z.unknown(),
  },
  4: {
    ...common,
    TITLE: short(255),
    COMPANY_TYPE: short(50),
    INDUSTRY: short(50),
    EMPLOYEES: short(50),
    REVENUE: number,
    CURRENCY_ID: z.string().regex(/^[A-Z]{3}$/),
    BANKING_DETAILS: z.string(),
    IS_MY_COMPANY: yesNo,
    ORIGIN_VERSION: short(255),
    CONTACT_ID: z.array(positive),
    LOGO: z.unknown(),
  },
};

/** Names that universal methods have for a classic one, where it is not the same in camelCase. */
const renamed: Readonly<Record<number, Readonly<Record<string, string>>>> = {
  1: { STATUS_ID: 'stageId' },
  4: { COMPANY_TYPE: 'typeId', CONTACT_ID: 'contactIds' },
};

const history: Shape = { createdTime: time, updatedTime: time, createdBy: positive, updatedBy: positive };
const moved: Shape = { movedTime: time, movedBy: positive };

function camel(name: string): string {
  return name.toLowerCase().replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

function optional(shape: Shape): Shape {
  return Object.fromEntries(Object.entries(shape).map(([name, schema]) => [name, schema.optional()]));
}

/** Fields whose names are free: custom ones. */
function withCustom(shape: Shape, pattern: RegExp): z.ZodType {
  return z.record(z.string(), z.unknown()).superRefine((given, context) => {
    for (const [name, value] of Object.entries(given)) {
      const schema = shape[name];
      if (schema === undefined) {
        if (!pattern.test(name)) context.addIssue({ code: 'custom', path: [name], message: 'no such field' });
        continue;
      }
      for (const issue of schema.safeParse(value).error?.issues ?? []) {
        context.addIssue({ code: 'custom', path: [name, ...issue.path], message: issue.message });
      }
    }
  });
}

const entities = [1, 2, 3, 4] as const;
const classicCustom = /^UF_CRM_[A-Z0-9_]{1,43}$/;
const universalCustom = /^(?:UF_CRM_[A-Z0-9_]{1,43}|ufCrm[A-Za-z0-9_]+)$/;
const hasMulti = (entity: number): boolean => entity !== 2;

function universalShape(entity: number): Shape {
  const own = fields[entity] ?? {};
  return Object.fromEntries(
    Object.entries(own).map(([name, schema]) => [renamed[entity]?.[name] ?? camel(name), schema]),
  );
}

function perEntity(make: (entity: number) => z.ZodType): ReadonlyMap<number, z.ZodType> {
  return new Map(entities.map((entity) => [entity, make(entity)]));
}

/** Fields of classic add and update, by entity type. */
export const classicFields = perEntity((entity) =>
  withCustom(optional({ ...fields[entity], ...(hasMulti(entity) ? classicMultis : {}) }), classicCustom),
);

export const universalAddFields = perEntity((entity) =>
  withCustom(optional({ ...universalShape(entity), ...(hasMulti(entity) ? { fm: fmAdd } : {}) }), universalCustom),
);

export const universalUpdateFields = perEntity((entity) =>
  withCustom(optional({ ...universalShape(entity), ...(hasMulti(entity) ? { fm: fmUpdate } : {}) }), universalCustom),
);

/** Import methods: camelCase with classic multiple values, and history. */
export const importFields = perEntity((entity) =>
  withCustom(
    optional({
      ...universalShape(entity),
      ...history,
      ...(entity <= 2 ? moved : {}),
      ...(hasMulti(entity) ? classicMultis : {}),
    }),
    universalCustom,
  ),
);
