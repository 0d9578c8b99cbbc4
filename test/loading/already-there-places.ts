import { defaultToken } from '../../src/emulators/amocrm/settings.ts';
import { valueOf } from '../targets/amocrm/account.ts';
import { accountStage } from './account-stage.ts';
import { portalStage } from './portal-stage.ts';
import type { Stage } from './rehearsal.ts';

/** Somebody else's record, as far as records are told apart by it. */
export interface Standing {
  readonly name: string;
  readonly phone?: string;
  readonly email?: string;
  readonly inn?: string;
  readonly kpp?: string;
  readonly position?: string;
}

/** A CRM that holds records of others. */
export interface Place {
  readonly stage: Stage;
  readonly company: (record: Standing) => Promise<string>;
  /** `name`: family name and given name. */
  readonly person: (record: Standing) => Promise<string>;
  readonly counts: () => Promise<{ readonly companies: number; readonly contacts: number }>;
  readonly addPhone: (person: string, phone: string) => Promise<void>;
  readonly phones: (person: string) => Promise<readonly string[]>;
  readonly found: (kind: 'company' | 'contact', id: string) => Promise<Standing>;
  /** Somebody takes a person away. */
  readonly removePerson: (id: string) => Promise<void>;
  /** People of the only deal, in the order of their ids. */
  readonly peopleOfDeal: () => Promise<readonly string[]>;
}

export const places = { bitrix24: portal, amocrm: account } as const;

async function portal(): Promise<Place> {
  const { emulator, stage } = await portalStage();
  const call = caller(emulator.webhook);
  const multi = ({ phone, email }: Standing) => ({
    PHONE: phone === undefined ? [] : [{ VALUE: phone, VALUE_TYPE: 'WORK' }],
    EMAIL: email === undefined ? [] : [{ VALUE: email, VALUE_TYPE: 'WORK' }],
  });
  return {
    stage,
    company: async (record) => {
      const id = await call<number>('crm.company.add', { fields: { TITLE: record.name, ...multi(record) } });
      if (record.inn !== undefined) {
        const requisite = { ENTITY_TYPE_ID: 4, ENTITY_ID: id, PRESET_ID: 1, NAME: record.name };
        await call('crm.requisite.add', { fields: { ...requisite, RQ_INN: record.inn, RQ_KPP: record.kpp ?? '' } });
      }
      return String(id);
    },
    person: async (record) => {
      const [LAST_NAME, NAME] = record.name.split(' ');
      const fields = { LAST_NAME, NAME, POST: record.position ?? '', ...multi(record) };
      return String(await call<number>('crm.contact.add', { fields }));
    },
    counts: async () => ({ companies: emulator.state.items.company.size, contacts: emulator.state.items.contact.size }),
    addPhone: async (id, phone) => {
      await call('crm.contact.update', { id, fields: { PHONE: [{ VALUE: phone, VALUE_TYPE: 'WORK' }] } });
    },
    phones: async (id) => {
      const { PHONE } = await call<{ PHONE: readonly { VALUE: string }[] }>('crm.contact.get', { id });
      return PHONE.map(({ VALUE }) => VALUE).toSorted();
    },
    found: async (kind, id) => {
      const row = await call<Record<string, string>>(`crm.${kind}.get`, { id });
      return { name: row['TITLE'] ?? `${row['LAST_NAME']} ${row['NAME']}`, position: row['POST'] ?? '' };
    },
    removePerson: async (id) => void (await call('crm.contact.delete', { id })),
    peopleOfDeal: async () => {
      const [deal] = await call<readonly { ID: string }[]>('crm.deal.list', {});
      const bound = await call<readonly { CONTACT_ID: number }[]>('crm.deal.contact.items.get', { id: deal?.ID });
      return ordered(bound.map(({ CONTACT_ID }) => CONTACT_ID));
    },
  };
}

function caller(webhook: string) {
  return async <T>(method: string, body: object): Promise<T> => {
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(`${webhook}${method}`, { method: 'POST', headers, body: JSON.stringify(body) });
    return ((await answer.json()) as { readonly result: T }).result;
  };
}

async function account(): Promise<Place> {
  const { emulator, stage, rows, get } = await accountStage();
  const fields = await rows('companies/custom_fields');
  const legal = fields.find(({ type }) => type === 'legal_entity');
  const text = (name: string) => fields.find((field) => field.name === name);
  const tax = ({ name, inn, kpp }: Standing) => {
    if (inn === undefined) return [];
    if (legal !== undefined) {
      const value = { name, entity_type: 2, vat_id: inn, ...(kpp === undefined ? {} : { kpp }) };
      return [{ field_id: legal.id, values: [{ value }] }];
    }
    const numbers = [...(kpp === undefined ? [] : [['КПП', kpp] as const]), ['ИНН', inn] as const];
    return numbers.map(([caption, value]) => ({ field_id: text(caption)?.id, values: [{ value }] }));
  };
  const coded = (code: string, value: string | undefined) =>
    value === undefined
      ? []
      : [{ field_code: code, values: [{ value, ...(code === 'POSITION' ? {} : { enum_code: 'WORK' }) }] }];
  const post = async (of: string, body: object, method = 'POST'): Promise<string> => {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${defaultToken}` };
    const answer = await fetch(`${emulator.url}/api/v4/${of}`, {
      method,
      headers,
      body: JSON.stringify([body]),
    });
    const made = (await answer.json()) as { _embedded: Record<string, { id: number }[]> };
    return String(made._embedded[of]?.[0]?.id);
  };
  const values = (record: Standing) => [...coded('PHONE', record.phone), ...coded('EMAIL', record.email)];
  return {
    stage,
    company: (record) =>
      post('companies', { name: record.name, custom_fields_values: [...values(record), ...tax(record)] }),
    person: (record) => {
      const [last_name, first_name] = record.name.split(' ');
      const all = [...values(record), ...coded('POSITION', record.position)];
      return post('contacts', { name: record.name, first_name, last_name, custom_fields_values: all });
    },
    counts: async () => ({ companies: (await rows('companies')).length, contacts: (await rows('contacts')).length }),
    addPhone: async (id, phone) => {
      const before = [valueOf(await get(`/contacts/${id}`), 'PHONE')].flat() as readonly string[];
      const values = [...before, phone].map((value) => ({ value, enum_code: 'WORK' }));
      await post('contacts', { id: Number(id), custom_fields_values: [{ field_code: 'PHONE', values }] }, 'PATCH');
    },
    phones: async (id) => ([valueOf(await get(`/contacts/${id}`), 'PHONE')].flat() as readonly string[]).toSorted(),
    found: async (kind, id) => {
      const row = await get(`/${kind === 'company' ? 'companies' : 'contacts'}/${id}`);
      return { name: row.name, position: valueOf(row, 'POSITION') ?? '' };
    },
    removePerson: async (id) => {
      const row = emulator.state.entities.contacts.get(Number(id));
      if (row !== undefined) row.is_deleted = true;
    },
    peopleOfDeal: async () => {
      const [lead] = await rows('leads?with=contacts');
      const bound: readonly { readonly id: number }[] = lead?._embedded.contacts ?? [];
      return ordered(bound.map(({ id: contact }) => contact));
    },
  };
}

function ordered(ids: readonly number[]): readonly string[] {
  return ids.toSorted((a, b) => a - b).map(String);
}
