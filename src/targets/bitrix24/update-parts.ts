import type { Fields } from './encoding.ts';
import { wantedFields, type Touched } from './field-places.ts';
import { entityTypeIds, type ItemKind } from './portal.ts';
import { accountCommand, accountXmlId, addressCommand, requisiteXmlId, rowsCommand } from './parts.ts';
import { ownRequisite, readAddresses, readRequisites, type Owned } from './read-items.ts';
import type { Command } from './rest.ts';
import { asId, asText } from './values.ts';
import type { Job, Writing } from './writing.ts';

/** What hangs on records that are to be changed. */
export interface Standing {
  readonly requisites: ReadonlyMap<string, readonly Owned[]>;
  readonly addresses: ReadonlyMap<string, readonly Fields[]>;
}

interface Change {
  readonly job: Job;
  readonly id: string;
  readonly touched: Touched;
}

/** Reads what changes of requisites, addresses and accounts are compared with. @throws TargetError, AccessError */
export async function readStanding(writing: Writing, kind: ItemKind, changes: readonly Change[]): Promise<Standing> {
  const ids = changes.filter(({ touched }) => touched.requisite.size > 0 || hangs(touched)).map(({ id }) => id);
  const hasRequisites = (kind === 'company' || kind === 'contact') && ids.length > 0;
  return {
    requisites: hasRequisites ? await standingRequisites(writing, kind, ids) : new Map(),
    addresses: kind === 'lead' && ids.length > 0 ? await readAddresses(writing, entityTypeIds.lead, ids) : new Map(),
  };
}

/** A list may lack a row that is there: a record without requisites is asked about twice, or it would get them twice. */
async function standingRequisites(
  writing: Writing,
  kind: 'company' | 'contact',
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly Owned[]>> {
  const found = await readRequisites(writing, kind, ids);
  const bare = ids.filter((id) => !found.has(id));
  return bare.length === 0 ? found : new Map([...found, ...(await readRequisites(writing, kind, bare))]);
}

function hangs({ parts }: Touched): boolean {
  return parts.has('addresses') || parts.has('accounts');
}

/** Commands that make what hangs on a record what is wanted. */
export function partCommands(
  writing: Writing,
  kind: ItemKind,
  { job, id, touched, standing }: Change & { readonly standing: Standing },
): readonly Command[] {
  const rows = touched.parts.has('rows') ? [rowsCommand(id, job.record.rows)] : [];
  if (kind === 'lead') {
    const current = standing.addresses.get(id) ?? [];
    return touched.parts.has('addresses') ? addressChanges(kind, { ownerId: id, current, job }) : rows;
  }
  if (touched.requisite.size === 0 && !hangs(touched)) return rows;
  const xmlId = requisiteXmlId(writing, kind, job);
  const own = ownRequisite(standing.requisites.get(id) ?? [], xmlId);
  return [...rows, ...requisiteChanges(writing, kind, { job, id, touched, own })];
}

interface RequisiteChange extends Change {
  readonly own: Owned | undefined;
}

/** Records that have no requisites yet, with what the changed fields put there: what hangs on them needs their id first. */
export function lackingRequisites(changes: readonly Change[], { requisites }: Standing): readonly Job[] {
  return changes.flatMap(({ job, id, touched }) => {
    const { requisite, addresses } = job.record;
    const isTouched = touched.requisite.size > 0 || hangs(touched);
    if (!isTouched || requisite === undefined || (requisites.get(id) ?? []).length > 0) return [];
    const record = {
      ...job.record,
      requisite: { ...requisite, accounts: touched.parts.has('accounts') ? requisite.accounts : [] },
      addresses: touched.parts.has('addresses') ? addresses : [],
      rows: [],
    };
    return [{ ...job, record, id }];
  });
}

/** Nothing for a record without requisites: those are made afterwards, see `lackingRequisites`. */
function requisiteChanges(
  writing: Writing,
  kind: ItemKind,
  { job, touched, own }: RequisiteChange,
): readonly Command[] {
  if (own === undefined) return [];
  // What we made for a record that is to have no details any more goes with them.
  if (job.record.requisite === undefined && own.fields['XML_ID'] === requisiteXmlId(writing, kind, job))
    return [{ method: 'crm.requisite.delete', parameters: { id: Number(own.id) } }];
  const wanted = job.record.requisite?.fields ?? {};
  const fields = wantedFields(touched.requisite, wanted);
  const update = { method: 'crm.requisite.update', parameters: { id: Number(own.id), fields } };
  return [
    ...(Object.keys(fields).length === 0 ? [] : [update]),
    ...(touched.parts.has('addresses') ? addressChanges(kind, { ownerId: own.id, current: own.addresses, job }) : []),
    ...(touched.parts.has('accounts') ? accountChanges(writing, own, job) : []),
  ];
}

interface AddressChange {
  readonly ownerId: string;
  readonly current: readonly Fields[];
  readonly job: Job;
}

function addressChanges(kind: ItemKind, { ownerId, current, job }: AddressChange): readonly Command[] {
  const typeOf = (fields: Fields): string => asText(fields['TYPE_ID']);
  const standing = new Set(current.map(typeOf));
  const wanted = job.record.addresses;
  const kept = new Set(wanted.map(typeOf));
  const written = wanted.map((fields) =>
    addressCommand(standing.has(typeOf(fields)) ? 'update' : 'add', kind, {
      ownerId,
      fields: { ...emptyAddress, ...fields },
    }),
  );
  const gone = current.filter((fields) => !kept.has(typeOf(fields)));
  return [...written, ...gone.map((fields) => removal(kind, ownerId, typeOf(fields)))];
}

/** An address is written whole: what is not said any more is cleared. */
const emptyAddress = { ADDRESS_1: '', ADDRESS_2: '', CITY: '', POSTAL_CODE: '', REGION: '', PROVINCE: '', COUNTRY: '' };

function removal(kind: ItemKind, ownerId: string, typeId: string): Command {
  const owner = { ENTITY_TYPE_ID: kind === 'lead' ? entityTypeIds.lead : 8, ENTITY_ID: Number(ownerId) };
  return { method: 'crm.address.delete', parameters: { fields: { TYPE_ID: Number(typeId), ...owner } } };
}

function accountChanges(writing: Writing, own: Owned, job: Job): readonly Command[] {
  const numberOf = (fields: Fields): string => asText(fields['RQ_ACC_NUM']);
  const wanted = job.record.requisite?.accounts ?? [];
  const numbers = new Set(wanted.map(numberOf));
  const written = wanted.map((fields): Command => {
    const standing = own.accounts.find((account) => numberOf(account) === numberOf(fields));
    const id = asId(standing?.['ID']);
    if (id !== undefined) return { method: 'crm.requisite.bankdetail.update', parameters: { id: Number(id), fields } };
    return accountCommand({ requisiteId: own.id, xmlId: accountXmlId(writing, job, fields), fields });
  });
  const gone = own.accounts.filter((account) => !numbers.has(numberOf(account)));
  const removals = gone.map((account) => ({
    method: 'crm.requisite.bankdetail.delete',
    parameters: { id: Number(asText(account['ID'])) },
  }));
  return [...written, ...removals];
}
