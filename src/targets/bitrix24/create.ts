import { PerenosError } from '../../errors.ts';
import type { Finding } from '../../model/issue.ts';
import type { CreatedItem, NewItem } from './dialect.ts';
import { withoutHistory } from './history.ts';
import { originIdOf } from './marker.ts';
import { countValues } from './php-query.ts';
import type { ItemKind } from './portal.ts';
import type { Command } from './rest.ts';
import type { Reply } from './reply.ts';
import { failedOutcome, type Job, type Writing } from './writing.ts';

/** Values of one command: PHP silently cuts what is over a thousand. */
const valuesAtMost = 900;

/** What a record has become in the first step. */
interface Prepared {
  readonly job: Job;
  readonly item: NewItem;
}

/**
 * Creates the items themselves, in their order. Each job gets the id of its record, or its outcome when it has none; what hangs on
 * the items is written afterwards. After a command that was refused or lost the others go on: waiting would make their dates too old.
 */
export async function createItems(writing: Writing, kind: ItemKind, jobs: readonly Job[]): Promise<void> {
  const prepared = jobs.map((job) => ({ job, item: newItem(writing, kind, job) }));
  let open = commandsOf(writing, kind, prepared);
  while (open.length > 0) {
    const replies = await writing.rest.batch(
      open.map(({ command }) => command),
      { isWrite: true, inOrder: writing.keepsOrder },
    );
    const halted = open.filter((_command, index) => isHalted(replies[index]));
    // Only what was certainly not executed is sent again, and only while something goes on.
    const again = halted.length < open.length ? halted : [];
    for (const [index, grouped] of open.entries()) {
      if (again.includes(grouped)) continue;
      const reply = replies[index] ?? { kind: 'doubt' as const, reason: 'no reply' };
      await takeReply(writing, kind, { group: grouped.group, reply });
    }
    open = again;
  }
}

/** A command before it was refused or lost; the run goes on. */
function isHalted(reply: Reply | undefined): boolean {
  return reply?.kind === 'not-executed' && reply.stop === undefined;
}

function newItem(writing: Writing, kind: ItemKind, job: Job): NewItem {
  const { fields, multi } = job.record;
  const marked = {
    ...fields,
    assignedById: fields['assignedById'] ?? Number(writing.encoding.defaultUser),
    originatorId: writing.originator,
    originId: originIdOf(kind, job.operation.marker),
  };
  if (!writing.encoding.keepsHistory) return { fields: marked, multi };
  const placed = writing.historyOf(kind).place(marked);
  if (placed.finding !== undefined) job.findings.push(placed.finding);
  return { fields: placed.fields, multi };
}

interface Grouped {
  readonly command: Command;
  readonly group: readonly Prepared[];
}

function commandsOf({ dialect }: Writing, kind: ItemKind, prepared: readonly Prepared[]): readonly Grouped[] {
  const groups: Prepared[][] = [];
  let values = 0;
  for (const one of prepared) {
    const own = countValues([one.item.fields, one.item.multi]);
    const group = groups.at(-1);
    if (group !== undefined && group.length < dialect.itemsAtOnce && values + own <= valuesAtMost) {
      group.push(one);
      values += own;
    } else {
      groups.push([one]);
      values = own;
    }
  }
  return groups.map((group) => ({
    group,
    command: dialect.create(
      kind,
      group.map(({ item }) => item),
    ),
  }));
}

interface Answered {
  readonly group: readonly Prepared[];
  readonly reply: Reply;
}

async function takeReply(writing: Writing, kind: ItemKind, { group, reply }: Answered): Promise<void> {
  if (reply.kind !== 'result') {
    // Refused as a whole, nothing of it was done: one of the records may be to blame, so each is sent alone.
    if (reply.kind === 'error' && group.length > 1) return alone(writing, kind, group);
    for (const { job } of group) job.outcome = failedOutcome(reply, writing.place);
    return;
  }
  const created = writing.dialect.created(reply.result, group.length);
  for (const [index, one] of group.entries()) {
    const item = created?.[index];
    if (item === undefined) one.job.outcome = { status: 'in-doubt', reason: 'results are missing' };
    else await takeItem(writing, kind, { one, item });
  }
}

async function alone(writing: Writing, kind: ItemKind, group: readonly Prepared[]): Promise<void> {
  let end: Reply | undefined;
  for (const one of group) {
    const reply = end ?? (await writing.rest.call(writing.dialect.create(kind, [one.item]), { isWrite: true }));
    if ((reply.kind === 'not-executed' || reply.kind === 'doubt') && reply.stop !== undefined)
      end ??= { kind: 'not-executed', reason: reply.reason, stop: reply.stop };
    await takeReply(writing, kind, { group: [one], reply });
  }
}

async function takeItem(
  writing: Writing,
  kind: ItemKind,
  { one, item }: { readonly one: Prepared; readonly item: CreatedItem },
): Promise<void> {
  if ('id' in item) {
    one.job.id = item.id;
    return;
  }
  const { job } = one;
  if (one.item.fields['createdTime'] !== undefined && (await isOlderThanNewest(writing, kind, one))) {
    await withoutDate(writing, kind, one);
    return;
  }
  job.outcome = failedOutcome({ kind: 'error', ...item }, writing.place);
}

/** Did somebody make a record in the portal meanwhile that is newer? Then the date was the reason, whatever the words say. */
async function isOlderThanNewest(writing: Writing, kind: ItemKind, { item }: Prepared): Promise<boolean> {
  const newest = await writing.newestOf(kind).catch(unlessDefect);
  if (newest === undefined) return false;
  writing.historyOf(kind).raise(newest);
  return Date.parse(String(item.fields['createdTime'])) < newest;
}

function unlessDefect(error: unknown): undefined {
  if (error instanceof PerenosError) return undefined;
  throw error;
}

/** The refusal was definite, so the record may be sent once more. */
async function withoutDate(writing: Writing, kind: ItemKind, { job, item }: Prepared): Promise<void> {
  const date = String(item.fields['createdTime']);
  job.findings.push({
    code: 'target.date-not-kept',
    args: { date, newest: writing.historyOf(kind).newestDay },
  } satisfies Finding);
  const again = { job, item: { ...item, fields: withoutHistory(item.fields) } };
  const reply = await writing.rest.call(writing.dialect.create(kind, [again.item]), { isWrite: true });
  await takeReply(writing, kind, { group: [again], reply });
}
