import { PerenosError } from '../../errors.ts';
import type { Collection } from './account.ts';
import { collectionOf } from './account.ts';
import type { Fields } from './encoding.ts';
import { readRecords, type ReadRecord } from './read-records.ts';
import { readRemarks, remarkText, type Remark } from './remarks.ts';
import { halfWritten } from '../write-outcome.ts';
import { sendElements } from './send.ts';
import type { ElementReply, Job, Jobs, Writing } from './writing.ts';

interface Placed {
  readonly job: Job;
  readonly id: string;
}

/** A bond between two records. */
export interface Bond {
  readonly job: Job;
  readonly from: string;
  readonly to: string;
  readonly toType: Collection;
  readonly isMain?: boolean;
}

/**
 * Writes what hangs on records that are there: the company of a contact, the comment. Of a record that was found again after a lost
 * answer only what is missing is written.
 */
export async function writeParts(writing: Writing, { of, jobs }: Jobs): Promise<void> {
  const placed = jobs.flatMap((job) =>
    job.id === undefined || job.outcome !== undefined ? [] : [{ job, id: job.id }],
  );
  const again = placed.filter(({ job }) => job.operation.targetId !== undefined).map(({ id }) => id);
  try {
    const standing = again.length === 0 ? new Map<string, ReadRecord>() : await readRecords(writing.rest, of, again);
    for (const { job, id } of placed) {
      if (job.operation.targetId !== undefined && !standing.has(id))
        job.outcome = { status: 'rejected', finding: { code: 'target.record-gone', args: { id } } };
    }
    await writeBonds(
      writing,
      of,
      placed.flatMap((one) => missingBonds(of, one, standing.get(one.id))),
    );
    await writeRemarks(writing, of, { placed, again });
  } catch (error) {
    if (!(error instanceof PerenosError)) throw error;
    const reply = { kind: 'not-executed', reason: error.message, stop: error } as const;
    for (const { job, id } of placed) job.outcome ??= halfWritten(id, reply);
  }
  for (const { job, id } of placed) job.outcome ??= { status: 'done', targetId: id, findings: job.findings };
}

/** New leads carry their bonds themselves. */
function missingBonds(of: Collection, { job, id }: Placed, standing: ReadRecord | undefined): readonly Bond[] {
  const { company, contacts } = job.record;
  if (of === 'companies' || (of === 'leads' && standing === undefined)) return [];
  const companies: Bond[] =
    company === undefined || standing?.company === company
      ? []
      : [{ job, from: id, to: company, toType: collectionOf.company }];
  const missing = contacts.filter((contact) => standing?.contacts.includes(contact) !== true);
  return [
    ...companies,
    ...missing.map((to): Bond => ({ job, from: id, to, toType: collectionOf.contact, isMain: to === contacts[0] })),
  ];
}

/** Binds records in one request. Binding what is bound already changes nothing. */
export async function writeBonds(
  writing: Writing,
  of: Collection,
  bonds: readonly Bond[],
  verb: 'link' | 'unlink' = 'link',
): Promise<void> {
  const open = bonds.filter(({ job }) => job.outcome === undefined);
  if (open.length === 0) return;
  const reply = await writing.rest.write('POST', `/${of}/${verb}`, open.map(bondElement));
  if (reply.kind === 'result') return;
  if ((reply.kind === 'invalid' || reply.kind === 'refused') && open.length > 1) {
    // One of them may be to blame: bonds may be told twice, so each is sent alone.
    for (const bond of open) await writeBonds(writing, of, [bond], verb);
    return;
  }
  for (const { job, from, to } of open) {
    if (reply.kind === 'not-executed' || reply.kind === 'doubt') job.outcome ??= halfWritten(from, reply);
    else {
      const reason = reply.kind === 'refused' ? reply.reason : [...reply.reasons.values()].join('; ');
      job.findings.push({ code: 'amocrm.part-rejected', args: { part: 'link', id: to, reason } });
    }
  }
}

function bondElement({ from, to, toType, isMain }: Bond): Fields {
  const base = { entity_id: Number(from), to_entity_id: Number(to), to_entity_type: toType };
  return isMain === undefined ? base : { ...base, metadata: { is_main: isMain } };
}

interface Remarking {
  readonly placed: readonly Placed[];
  /** Ids of records that may have their note already. */
  readonly again: readonly string[];
}

/** The comment of a record is a note of ours: made once, and changed where it says something else. */
export async function writeRemarks(writing: Writing, of: Collection, { placed, again }: Remarking): Promise<void> {
  const open = placed.filter(({ job }) => job.outcome === undefined);
  const standing = again.length === 0 ? new Map<string, Remark>() : await readRemarks(writing.rest, of, again);
  const wanted = open.filter(({ job, id }) => (job.record.remark ?? '') !== (standing.get(id)?.text ?? ''));
  const fresh = wanted.filter(({ id }) => !standing.has(id));
  const changed = wanted.filter(({ id }) => standing.has(id));
  await sendRemarks(writing, of, { placed: fresh, verb: 'POST', bodyOf: newNote });
  await sendRemarks(writing, of, {
    placed: changed,
    verb: 'PATCH',
    bodyOf: ({ job, id }) => ({
      id: Number(standing.get(id)?.noteId ?? 0),
      note_type: 'common',
      params: { text: remarkText(job.record.remark ?? '') },
    }),
  });
}

function newNote({ job, id }: Placed): Fields {
  const { created_by: author, created_at: at } = job.record.members;
  return {
    entity_id: Number(id),
    note_type: 'common',
    params: { text: remarkText(job.record.remark ?? '') },
    ...(author === undefined ? {} : { created_by: author }),
    ...(at === undefined ? {} : { created_at: at }),
  };
}

interface SendingRemarks {
  readonly placed: readonly Placed[];
  readonly verb: 'POST' | 'PATCH';
  readonly bodyOf: (placed: Placed) => Fields;
}

async function sendRemarks(writing: Writing, of: Collection, { placed, verb, bodyOf }: SendingRemarks): Promise<void> {
  const elements = placed.map((one) => ({ requestId: String(one.job.operation.id), body: bodyOf(one) }));
  const sending = { verb, path: `/${of}/notes`, name: 'notes', isRepeatable: verb === 'PATCH' } as const;
  const replies = await sendElements(writing, elements, sending);
  for (const { job, id } of placed) takePart(job, id, replies.get(String(job.operation.id)));
}

/** A refused part is said, the record stays; a part in doubt leaves the record to be written again with its id. */
function takePart(job: Job, id: string, reply: ElementReply | undefined): void {
  if (reply?.kind === 'done') return;
  if (reply?.kind === 'rejected')
    job.findings.push({ code: 'amocrm.part-rejected', args: { part: 'note', id, reason: reply.reason } });
  else job.outcome ??= halfWritten(id, reply ?? { kind: 'doubt', reason: 'no reply' });
}
