import { PerenosError } from '../../errors.ts';
import type { Outcome } from '../target.ts';
import type { ReadItem } from './dialect.ts';
import { creationFields, touchedBy, wantedFields, type Touched } from './field-places.ts';
import { isNothing, multiChanges } from './multi-changes.ts';
import type { ItemKind } from './portal.ts';
import { readItems } from './read-items.ts';
import { saysGone, type Reply } from './reply.ts';
import type { Command } from './rest.ts';
import { writeParts } from './parts.ts';
import { lackingRequisites, partCommands, readStanding, type Standing } from './update-parts.ts';
import { failedOutcome, type Job, type Writing } from './writing.ts';

interface Change {
  readonly job: Job;
  readonly id: string;
  readonly touched: Touched;
}

/**
 * Writes the changed fields of records and nothing else. What is compared value by value (phones, addresses, rows) is read first:
 * an update of absolute values may be repeated without harm.
 */
export async function updateItems(writing: Writing, kind: ItemKind, jobs: readonly Job[]): Promise<void> {
  const changes = jobs.map((job) => changeOf(writing, kind, job));
  try {
    const items = await currentItems(writing, kind, changes);
    const standing = await readStanding(writing, kind, changes);
    const commands: { readonly change: Change; readonly command: Command }[] = [];
    for (const change of changes) {
      if (isRead(change) && !items.has(change.id)) {
        change.job.outcome = { status: 'rejected', finding: { code: 'target.record-gone', args: { id: change.id } } };
        continue;
      }
      for (const command of commandsOf(writing, kind, { change, item: items.get(change.id), standing }))
        commands.push({ change, command });
    }
    const replies = await writing.rest.batch(
      commands.map(({ command }) => command),
      { isWrite: true },
    );
    for (const [index, { change }] of commands.entries()) takeReply(writing, change, replies[index]);
    if (kind === 'company' || kind === 'contact') await addRequisites(writing, kind, { changes, standing });
  } catch (error) {
    if (!(error instanceof PerenosError)) throw error;
    for (const { job } of changes) job.outcome ??= { status: 'not-executed', reason: error.message, stop: error };
  }
  for (const { job, id } of changes) job.outcome ??= { status: 'done', targetId: id, findings: job.findings };
}

interface Lacking {
  readonly changes: readonly Change[];
  readonly standing: Standing;
}

async function addRequisites(writing: Writing, kind: ItemKind, { changes, standing }: Lacking): Promise<void> {
  const open = changes.filter(({ job }) => job.outcome === undefined);
  const lacking = lackingRequisites(open, standing);
  await writeParts(writing, kind, lacking);
  for (const { operation, outcome } of lacking) {
    const job = open.find((change) => change.job.operation === operation)?.job;
    if (job !== undefined) job.outcome = outcome;
  }
}

function changeOf(writing: Writing, kind: ItemKind, job: Job): Change {
  const changed = job.operation.changes.map(({ field }) => field);
  const { created_at: date } = job.operation.data;
  if (changed.includes('created_at') && date !== undefined)
    job.findings.push({ code: 'bitrix24.date-of-old', args: { date } });
  const fields = changed.filter((field) => !creationFields.includes(field));
  return { job, id: job.operation.targetId ?? '', touched: touchedBy(kind, fields, writing.encoding) };
}

function isRead({ touched }: Change): boolean {
  return touched.multi.length > 0;
}

async function currentItems(
  writing: Writing,
  kind: ItemKind,
  changes: readonly Change[],
): Promise<ReadonlyMap<string, ReadItem>> {
  const ids = changes.filter(isRead).map(({ id }) => id);
  return ids.length === 0 ? new Map() : readItems(writing, kind, ids);
}

interface Found {
  readonly change: Change;
  readonly item: ReadItem | undefined;
  readonly standing: Standing;
}

function commandsOf(writing: Writing, kind: ItemKind, { change, item, standing }: Found): readonly Command[] {
  const { job, id, touched } = change;
  const multi = multiChanges(item?.multi ?? [], job.record.multi, touched.multi);
  const fields = wantedFields(touched.item, job.record.fields);
  const isTouched = Object.keys(fields).length > 0 || !isNothing(multi);
  const own = isTouched ? [writing.dialect.update(kind, id, { fields, multi })] : [];
  return [...own, ...partCommands(writing, kind, { job, id, touched, standing })];
}

/** The worst of several replies decides: what is not known is looked at again, all of it. */
function takeReply(writing: Writing, { job, id }: Change, reply: Reply | undefined): void {
  if (reply?.kind === 'result' || job.outcome?.status === 'in-doubt') return;
  const failed = reply ?? ({ kind: 'doubt', reason: 'no reply' } as const);
  if (saysGone(failed)) {
    job.outcome = { status: 'rejected', finding: { code: 'target.record-gone', args: { id } } };
    return;
  }
  const outcome = failedOutcome(failed, writing.place, id);
  if (job.outcome === undefined || outcome.status !== 'rejected') job.outcome = outcome;
}

/** Deletes records; one that is not there any more is deleted. */
export async function deleteRecords(
  { rest, place }: Pick<Writing, 'rest' | 'place'>,
  commands: readonly (Command & { readonly targetId: string })[],
): Promise<readonly Outcome[]> {
  const replies = await rest.batch(commands, { isWrite: true });
  return commands.map(({ targetId }, index): Outcome => {
    const reply = replies[index] ?? { kind: 'doubt' as const, reason: 'no reply' };
    if (reply.kind === 'result' || saysGone(reply)) return { status: 'done', targetId };
    return failedOutcome(reply, place, targetId);
  });
}
