import type { Deed } from './cell.ts';

export type Call = <T = unknown>(method: string, parameters: object) => Promise<T>;

interface Identified {
  readonly ID: string;
}

/** What somebody does to a record of a kind, by the methods that everybody has. */
export function deedsIn(call: Call, kind: 'company' | 'contact' | 'lead' | 'deal') {
  const set =
    (fields: object): Deed =>
    async (id) =>
      void (await call(`crm.${kind}.update`, { id, fields }));
  const multi =
    (name: 'PHONE' | 'EMAIL' | 'WEB' | 'IM', change: object): Deed =>
    async (id) => {
      const record = await call<Readonly<Record<string, readonly Identified[]>>>(`crm.${kind}.get`, { id });
      const values = record[name]?.map(({ ID }) => ({ ID, ...change })) ?? [];
      await call(`crm.${kind}.update`, { id, fields: { [name]: values } });
    };
  const requisite = async (id: string): Promise<number> => {
    const filter = { ENTITY_TYPE_ID: kind === 'company' ? 4 : 3, ENTITY_ID: Number(id) };
    const [first] = await call<readonly Identified[]>('crm.requisite.list', { filter, select: ['ID'] });
    return Number(first?.ID);
  };
  const setRequisite =
    (fields: object): Deed =>
    async (id) =>
      void (await call('crm.requisite.update', { id: await requisite(id), fields }));
  const address =
    (verb: 'update' | 'delete', fields: object): Deed =>
    async (id) => {
      const isLead = kind === 'lead';
      const owner = { ENTITY_TYPE_ID: isLead ? 1 : 8, ENTITY_ID: isLead ? Number(id) : await requisite(id) };
      await call(`crm.address.${verb}`, { fields: { ...owner, TYPE_ID: 1, ...fields } });
    };
  const account =
    (verb: 'update' | 'delete', fields: object): Deed =>
    async (id) => {
      const filter = { ENTITY_ID: await requisite(id) };
      const [first] = await call<readonly Identified[]>('crm.requisite.bankdetail.list', { filter, select: ['ID'] });
      const of = { id: Number(first?.ID) };
      await call(`crm.requisite.bankdetail.${verb}`, verb === 'delete' ? of : { ...of, fields });
    };
  const rows =
    (productRows: readonly object[]): Deed =>
    async (id) =>
      void (await call('crm.item.productrow.set', { ownerType: 'D', ownerId: Number(id), productRows }));
  return { set, multi, setRequisite, address, account, rows };
}

/** What somebody does to notes and to-dos. */
export function timelineDeeds(call: Call) {
  const numberOf = (id: string) => Number(id.split(':').at(-1));
  const todo =
    (change: object): Deed =>
    async (id) => {
      const row = await call<Readonly<Record<string, string>>>('crm.activity.get', { id: numberOf(id) });
      const now = {
        ownerTypeId: Number(row['OWNER_TYPE_ID']),
        ownerId: Number(row['OWNER_ID']),
        deadline: row['DEADLINE'],
        title: row['SUBJECT'],
        description: row['DESCRIPTION'],
        responsibleId: Number(row['RESPONSIBLE_ID']),
      };
      await call('crm.activity.todo.update', { id: numberOf(id), ...now, ...change });
    };
  const comment =
    (said: string): Deed =>
    async (id) =>
      void (await call('crm.timeline.comment.update', { id: numberOf(id), fields: { COMMENT: said } }));
  return { todo, comment };
}
