import { PerenosError } from '../../errors.ts';
import { filled } from '../../http/answer-values.ts';
import type { Operation, Outcome } from '../target.ts';
import { lostStatus, type Collection } from './account.ts';
import { valuesOf } from './create.ts';
import type { Fields, FieldValue } from './encoding.ts';
import { writeBonds, writeRemarks, type Bond } from './parts.ts';
import { creationFields, touchedBy, type Touched } from './places.ts';
import { internationalOf } from './points.ts';
import { readRecords, type ReadRecord } from './read-records.ts';
import { sendElements } from './send.ts';
import { failedOutcome, type Job, type Jobs, type Writing } from './writing.ts';
import { asText } from './values.ts';

interface Change {
  readonly job: Job;
  readonly id: string;
  readonly touched: Touched;
  readonly standing: ReadRecord;
}

/**
 * Writes the changed fields of records and nothing else. Lists of phones and the like are replaced as a whole, so the records are read
 * first: kinds that people chose stay. All values are absolute: an update may be repeated without harm.
 */
export async function updateRecords(writing: Writing, { kind, of, jobs }: Jobs): Promise<void> {
  try {
    const standing = await readRecords(
      writing.rest,
      of,
      jobs.flatMap(({ id }) => id ?? []),
    );
    const changes: Change[] = [];
    for (const job of jobs) {
      const { id = '' } = job;
      const record = standing.get(id);
      if (record === undefined) {
        job.outcome = { status: 'rejected', finding: { code: 'target.record-gone', args: { id } } };
        continue;
      }
      changes.push({ job, id, touched: touchedBy(kind, changedFields(job), writing.encoding), standing: record });
    }
    await patch(writing, of, changes);
    await writeBonds(
      writing,
      of,
      changes.flatMap((change) => bondsOf(change, 'gone')),
      'unlink',
    );
    await writeBonds(
      writing,
      of,
      changes.flatMap((change) => bondsOf(change, 'new')),
    );
    const remarked = changes.filter(({ touched }) => touched.parts.has('remark'));
    await writeRemarks(writing, of, { placed: remarked, again: remarked.map(({ id }) => id) });
  } catch (error) {
    if (!(error instanceof PerenosError)) throw error;
    for (const job of jobs) job.outcome ??= { status: 'not-executed', reason: error.message, stop: error };
  }
  for (const job of jobs) job.outcome ??= { status: 'done', targetId: job.id ?? '', findings: job.findings };
}

/** Dates and author are kept with a new record only, and never a difference afterwards. */
function changedFields({ operation }: Job): readonly string[] {
  return operation.changes.map(({ field }) => field).filter((field) => !creationFields.includes(field));
}

async function patch(writing: Writing, of: Collection, changes: readonly Change[]): Promise<void> {
  const touched = changes
    .map((change) => ({ change, body: patchOf(change) }))
    .filter(({ body }) => Object.keys(body).length > 0);
  const elements = touched.map(({ change: { job, id }, body }) => ({
    requestId: String(job.operation.id),
    body: { id: Number(id), ...body },
  }));
  const sending = { verb: 'PATCH', path: `/${of}`, name: of, isRepeatable: true } as const;
  const replies = await sendElements(writing, elements, sending);
  for (const { change } of touched) {
    const reply = replies.get(String(change.job.operation.id)) ?? { kind: 'doubt' as const, reason: 'no reply' };
    if (reply.kind !== 'done') change.job.outcome = failedOutcome(reply, change.id);
  }
}

/** Members that cannot be empty: left alone when nothing is wanted there. */
const clearable: Readonly<Record<string, unknown>> = { first_name: '', last_name: '', price: 0 };

function patchOf({ job, touched, standing }: Change): Fields {
  const { members, values, tags } = job.record;
  const own = [...touched.members].map((name) => [name, members[name] ?? clearable[name]] as const);
  const fields = [...touched.fields].map(
    (id) => [id, merged(values.get(id) ?? [], standing.values.get(id) ?? [])] as const,
  );
  // A reason of loss goes with the status only.
  const isLost = asText(members['status_id']) === lostStatus;
  return filled({
    ...Object.fromEntries(own.filter(([name]) => name !== 'loss_reason_id' || isLost)),
    custom_fields_values: fields.length === 0 ? undefined : valuesOf(new Map(fields)),
    _embedded: touched.parts.has('tags') ? { tags: tags.map((name) => ({ name })) } : undefined,
  });
}

/** What is wanted, with the kind that stands there where it is the same number or address and the kinds mean the same. */
function merged(wanted: readonly FieldValue[], standing: readonly FieldValue[]): readonly FieldValue[] {
  return wanted.map((value) => {
    if (value['enum_code'] !== 'WORK') return value;
    const same = standing.find((one) => comparable(one) === comparable(value));
    return same?.['enum_code'] === 'WORKDD' ? { ...value, enum_code: 'WORKDD' } : value;
  });
}

function comparable({ value }: FieldValue): string {
  return internationalOf(asText(value)).toLowerCase();
}

/** Bonds to make and to end so that they are those that are wanted. */
function bondsOf({ job, id, touched, standing }: Change, which: 'new' | 'gone'): readonly Bond[] {
  const bonds: Bond[] = [];
  const { company, contacts } = job.record;
  if (touched.parts.has('company') && company !== standing.company) {
    const other = which === 'new' ? company : standing.company;
    if (other !== undefined) bonds.push({ job, from: id, to: other, toType: 'companies' });
  }
  if (!touched.parts.has('contacts')) return bonds;
  if (which === 'gone') {
    const gone = standing.contacts.filter((contact) => !contacts.includes(contact));
    return [...bonds, ...gone.map((to): Bond => ({ job, from: id, to, toType: 'contacts' }))];
  }
  const isMainRight = standing.contacts[0] === contacts[0];
  const fresh = contacts.filter((to) => !standing.contacts.includes(to) || (to === contacts[0] && !isMainRight));
  return [
    ...bonds,
    ...fresh.map((to): Bond => ({ job, from: id, to, toType: 'contacts', isMain: to === contacts[0] })),
  ];
}

/**
 * Nothing can be deleted through the API: the record is tagged, so that a person can delete all of them in the interface, and its
 * marker is cleared, so that it is ours no more; a lead is moved to the lost ones.
 */
export async function deleteRecords(
  writing: Writing,
  of: Collection,
  operations: readonly Operation[],
): Promise<readonly Outcome[]> {
  const field = writing.markers.fieldId(of);
  const elements = operations.map(({ id, targetId = '' }) => ({
    requestId: String(id),
    body: filled({
      id: Number(targetId),
      tags_to_add: [{ name: writing.undoTag }],
      custom_fields_values: field === undefined ? undefined : [{ field_id: Number(field), values: null }],
      status_id: of === 'leads' ? Number(lostStatus) : undefined,
    }),
  }));
  const sending = { verb: 'PATCH', path: `/${of}`, name: of, isRepeatable: true } as const;
  const replies = await sendElements(writing, elements, sending);
  return operations.map(({ id, targetId = '' }): Outcome => {
    const reply = replies.get(String(id)) ?? { kind: 'doubt' as const, reason: 'no reply' };
    if (reply.kind !== 'done') return failedOutcome(reply, targetId);
    return {
      status: 'done',
      targetId,
      findings: [{ code: 'amocrm.tagged', args: { id: targetId, tag: writing.undoTag } }],
    };
  });
}
