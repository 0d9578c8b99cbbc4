import { PerenosError } from '../../errors.ts';
import type { Fields } from './encoding.ts';
import { originIdOf, xmlIdOf } from './marker.ts';
import { entityTypeIds, type ItemKind } from './portal.ts';
import { ownRequisite, readAddresses, readRequisites, type Owned } from './read-items.ts';
import { reasonOf, type Reply } from './reply.ts';
import type { Command } from './rest.ts';
import { asId, asText } from './values.ts';
import { halfWritten } from '../write-outcome.ts';
import type { Job, Writing } from './writing.ts';

/** A record with its id. */
interface Placed {
  readonly job: Job;
  readonly id: string;
}

/** A command of one record. */
interface Step extends Placed {
  /** For people: `requisite`, `address`, ... */
  readonly part: string;
  readonly command: Command;
}

/**
 * Writes what hangs on records that are there: requisites, their addresses and bank accounts, product rows. Of a record that was
 * found again after a lost answer only what is missing is written.
 */
export async function writeParts(writing: Writing, kind: ItemKind, jobs: readonly Job[]): Promise<void> {
  const placed = jobs.flatMap((job) =>
    job.id === undefined || job.outcome !== undefined ? [] : [{ job, id: job.id }],
  );
  const again = placed.filter(({ job }) => job.operation.targetId !== undefined);
  try {
    const found = await standingParts(writing, kind, again);
    const requisiteIds = await writeRequisites(writing, kind, { placed, found });
    await writeSteps(writing, [
      ...placed.flatMap((one) => addressSteps(kind, one, { requisiteIds, found })),
      ...placed.flatMap((one) => accountSteps(writing, one, { requisiteIds, found })),
      ...placed.flatMap(rowSteps),
    ]);
  } catch (error) {
    if (!(error instanceof PerenosError)) throw error;
    const reply = { kind: 'not-executed', reason: error.message, stop: error } as const;
    for (const { job, id } of placed) job.outcome ??= halfWritten(id, reply);
  }
  for (const { job, id } of placed) job.outcome ??= { status: 'done', targetId: id, findings: job.findings };
}

interface Standing {
  /** By record. */
  readonly requisites: ReadonlyMap<string, readonly Owned[]>;
  /** Of leads, by record. */
  readonly addresses: ReadonlyMap<string, readonly Fields[]>;
}

async function standingParts(writing: Writing, kind: ItemKind, again: readonly Placed[]): Promise<Standing> {
  const ids = again.map(({ id }) => id);
  const hasRequisites = (kind === 'company' || kind === 'contact') && ids.length > 0;
  return {
    requisites: hasRequisites ? await readRequisites(writing, kind, ids) : new Map(),
    addresses: kind === 'lead' && ids.length > 0 ? await readAddresses(writing, entityTypeIds.lead, ids) : new Map(),
  };
}

interface Requisites {
  readonly placed: readonly Placed[];
  readonly found: Standing;
}

/** @returns ids of the requisites, by record */
async function writeRequisites(
  writing: Writing,
  kind: ItemKind,
  { placed, found }: Requisites,
): Promise<ReadonlyMap<string, string>> {
  const ids = new Map<string, string>();
  const steps: Step[] = [];
  for (const { job, id } of placed) {
    const { requisite } = job.record;
    if (requisite === undefined) continue;
    const xmlId = requisiteXmlId(writing, kind, job);
    const own = ownRequisite(found.requisites.get(id) ?? [], xmlId);
    if (own === undefined)
      steps.push({
        job,
        id,
        part: 'requisite',
        command: requisiteCommand(kind, { id, xmlId, fields: requisite.fields }),
      });
    else ids.set(id, own.id);
  }
  const replies = await send(writing, steps);
  for (const [index, { job, id }] of steps.entries()) {
    const reply = replies[index];
    const requisiteId = reply?.kind === 'result' ? asId(reply.result) : undefined;
    if (requisiteId !== undefined) ids.set(id, requisiteId);
    else if (reply?.kind === 'result')
      job.outcome ??= halfWritten(id, { kind: 'doubt', reason: 'no id of the requisite' });
  }
  return ids;
}

export function requisiteXmlId(
  { originator }: Pick<Writing, 'originator'>,
  kind: ItemKind,
  { operation }: Pick<Job, 'operation'>,
): string {
  return xmlIdOf(originator, originIdOf(kind, operation.marker), 'requisite');
}

export function requisiteCommand(
  kind: ItemKind,
  { id, xmlId, fields }: { readonly id: string; readonly xmlId: string; readonly fields: Fields },
): Command {
  const owner = { ENTITY_TYPE_ID: entityTypeIds[kind], ENTITY_ID: Number(id) };
  return { method: 'crm.requisite.add', parameters: { fields: { ...owner, ...fields, XML_ID: xmlId } } };
}

interface Hanging {
  readonly requisiteIds: ReadonlyMap<string, string>;
  readonly found: Standing;
}

/** Addresses of leads are their own, those of companies and people hang on the requisites. */
function addressSteps(kind: ItemKind, { job, id }: Placed, { requisiteIds, found }: Hanging): readonly Step[] {
  const ownerId = kind === 'lead' ? id : requisiteIds.get(id);
  if (ownerId === undefined) return [];
  const standing =
    kind === 'lead'
      ? (found.addresses.get(id) ?? [])
      : (found.requisites.get(id)?.find((requisite) => requisite.id === ownerId)?.addresses ?? []);
  const types = new Set(standing.map((row) => asText(row['TYPE_ID'])));
  return job.record.addresses.map((fields) => {
    const verb = types.has(asText(fields['TYPE_ID'])) ? 'update' : 'add';
    return { job, id, part: 'address', command: addressCommand(verb, kind, { ownerId, fields }) };
  });
}

export function addressCommand(
  verb: 'add' | 'update',
  kind: ItemKind,
  { ownerId, fields }: { readonly ownerId: string; readonly fields: Fields },
): Command {
  const owner = { ENTITY_TYPE_ID: kind === 'lead' ? entityTypeIds.lead : 8, ENTITY_ID: Number(ownerId) };
  return { method: `crm.address.${verb}`, parameters: { fields: { ...fields, ...owner } } };
}

function accountSteps(writing: Writing, { job, id }: Placed, { requisiteIds, found }: Hanging): readonly Step[] {
  const requisiteId = requisiteIds.get(id);
  if (requisiteId === undefined) return [];
  const standing = found.requisites.get(id)?.find((requisite) => requisite.id === requisiteId)?.accounts ?? [];
  const known = new Set(
    standing.flatMap((account) => [asText(account['XML_ID']), `#${asText(account['RQ_ACC_NUM'])}`]),
  );
  return (job.record.requisite?.accounts ?? []).flatMap((fields) => {
    const xmlId = accountXmlId(writing, job, fields);
    if (known.has(xmlId) || known.has(`#${asText(fields['RQ_ACC_NUM'])}`)) return [];
    return [{ job, id, part: 'bank account', command: accountCommand({ requisiteId, xmlId, fields }) }];
  });
}

export function accountXmlId(
  { originator }: Pick<Writing, 'originator'>,
  { operation }: Pick<Job, 'operation'>,
  fields: Fields,
): string {
  return xmlIdOf(originator, originIdOf(operation.kind, operation.marker), `account ${asText(fields['RQ_ACC_NUM'])}`);
}

export function accountCommand({
  requisiteId,
  xmlId,
  fields,
}: {
  readonly requisiteId: string;
  readonly xmlId: string;
  readonly fields: Fields;
}): Command {
  const owner = { ENTITY_ID: Number(requisiteId), COUNTRY_ID: 1 };
  return { method: 'crm.requisite.bankdetail.add', parameters: { fields: { ...owner, ...fields, XML_ID: xmlId } } };
}

/** Rows are set as a whole list: doing it twice changes nothing. */
function rowSteps({ job, id }: Placed): readonly Step[] {
  const { rows } = job.record;
  return rows.length === 0 ? [] : [{ job, id, part: 'product rows', command: rowsCommand(id, rows) }];
}

export function rowsCommand(id: string, rows: readonly Fields[]): Command {
  const parameters = { ownerType: 'D', ownerId: Number(id), productRows: rows };
  return { method: 'crm.item.productrow.set', parameters };
}

/** An address whose type is taken is changed instead: the refusal of the first was definite. */
async function writeSteps(writing: Writing, steps: readonly Step[]): Promise<void> {
  const replies = await send(writing, steps, (step, reply) => !isAddressAdd(step) || reply.kind !== 'error');
  const refused = steps.filter((step, index) => isAddressAdd(step) && replies[index]?.kind === 'error');
  await send(
    writing,
    refused.map((step) => ({ ...step, command: { ...step.command, method: 'crm.address.update' } })),
  );
}

function isAddressAdd({ command }: Step): boolean {
  return command.method === 'crm.address.add';
}

/**
 * Sends the commands of records that are still under way. A refused part is said, the record stays; a part in doubt leaves the
 * record to be written again with its id.
 */
async function send(
  writing: Writing,
  steps: readonly Step[],
  isFinal: (step: Step, reply: Reply) => boolean = () => true,
): Promise<readonly (Reply | undefined)[]> {
  const open = steps.filter(({ job }) => job.outcome === undefined);
  const replies = await writing.rest.batch(
    open.map(({ command }) => command),
    { isWrite: true },
  );
  const byStep = new Map(open.map((step, index) => [step, replies[index]] as const));
  for (const [step, reply] of byStep) {
    if (reply === undefined || reply.kind === 'result' || !isFinal(step, reply)) continue;
    const { job, id, part } = step;
    if (reply.kind === 'error') {
      job.findings.push({ code: 'bitrix24.part-rejected', args: { part, reason: reasonOf(reply) } });
    } else job.outcome ??= halfWritten(id, reply);
  }
  return steps.map((step) => byStep.get(step));
}
