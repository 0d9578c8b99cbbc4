import type { Context } from '../../context.ts';
import type { EntityKind } from '../../model/entity.ts';
import type { Operation, Outcome } from '../target.ts';
import { batchSizeFor } from './batch-size.ts';
import { encodeItem, isTimelineKind } from './codec.ts';
import { confirmIds } from './confirm.ts';
import { createItems } from './create.ts';
import type { Encoding } from './encoding.ts';
import { History } from './history.ts';
import { xmlIdOf } from './marker.ts';
import { missingParent } from './missing-parent.ts';
import { newestTimes } from './newest.ts';
import { writeParts } from './parts.ts';
import { isItemKind, type ItemKind } from './portal.ts';
import { readBack, Sampler } from './read-back.ts';
import { readRecords, timelineIdOf } from './read-items.ts';
import type { Command } from './rest.ts';
import type { Session } from './session.ts';
import { createTimeline } from './timeline-write.ts';
import { updateTimeline } from './timeline-update.ts';
import { deleteRecords, updateItems } from './update.ts';
import { asText } from './values.ts';
import type { Job, Writing } from './writing.ts';

type Positions = readonly (readonly [index: number, operation: Operation])[];

/** Performs the operations of one kind: creates in their order, then updates, then deletes. */
export class Writer {
  private readonly session: Session;
  private readonly context: Context;
  private readonly histories = new Map<ItemKind, History>();
  private readonly sampler = new Sampler();

  constructor(session: Session, context: Context) {
    this.session = session;
    this.context = context;
  }

  async write(operations: readonly Operation[], encoding: Encoding): Promise<readonly Outcome[]> {
    const [first] = operations;
    if (first === undefined) return [];
    const { kind } = first;
    const outcomes: Outcome[] = operations.map(() => ({ status: 'in-doubt', reason: 'no outcome' }));
    for (const action of ['create', 'update', 'delete'] as const) {
      const ofAction = [...operations.entries()].filter(([, operation]) => operation.action === action);
      if (ofAction.length === 0) continue;
      const results = await this.perform(kind, action, { positions: ofAction, encoding });
      for (const [at, [index]] of ofAction.entries()) outcomes[index] = results[at] ?? outcomes[index] ?? unknown;
    }
    return outcomes;
  }

  private async perform(
    kind: EntityKind,
    action: Operation['action'],
    { positions, encoding }: { readonly positions: Positions; readonly encoding: Encoding },
  ): Promise<readonly Outcome[]> {
    const operations = positions.map(([, operation]) => operation);
    if (isItemKind(kind)) return this.items(kind, action, { operations, encoding });
    if (!isTimelineKind(kind)) return operations.map(() => unsupported(kind));
    if (action === 'delete')
      return deleteRecords({ ...this.session, place: this.place }, operations.map(timelineRemoval));
    if (action === 'update') return updateTimeline({ ...this.session, place: this.place, encoding }, kind, operations);
    return createTimeline({ ...this.session, place: this.place, encoding }, kind, operations);
  }

  private async items(
    kind: ItemKind,
    action: Operation['action'],
    { operations, encoding }: { readonly operations: readonly Operation[]; readonly encoding: Encoding },
  ): Promise<readonly Outcome[]> {
    const writing = this.writing(encoding);
    if (action === 'delete')
      return deleteRecords(
        writing,
        operations.map((one) => this.removal(kind, one)),
      );
    const jobs = operations.map((operation): Job => {
      const record = encodeItem(kind, operation.data, encoding);
      return { operation, record, id: operation.targetId, findings: [], outcome: undefined };
    });
    if (action === 'update') await updateItems(writing, kind, jobs);
    else await this.create(writing, kind, jobs);
    return jobs.map(({ outcome }) => outcome ?? unknown);
  }

  private async create(writing: Writing, kind: ItemKind, jobs: readonly Job[]): Promise<void> {
    if (this.session.rejectsOrphans) for (const job of jobs) job.outcome = missingParent(job, writing.encoding);
    const fresh = jobs.filter(({ id, outcome }) => id === undefined && outcome === undefined);
    await this.startHistory(writing, kind, fresh);
    const open = fresh.filter(({ outcome }) => outcome === undefined);
    await this.createAndHang(writing, kind, { open, jobs });
    const read = (ofKind: ItemKind, ids: readonly string[]) =>
      readRecords(this.session, ofKind, {
        ids,
        xmlIdOf: ({ fields }) => xmlIdOf(this.session.originator, asText(fields['originId']), 'requisite'),
      });
    await readBack(writing, kind, { jobs: open, read, sampler: this.sampler });
  }

  /** While the items of one request are made, what hangs on those of the one before is written: other methods, other accounts. */
  private async createAndHang(
    writing: Writing,
    kind: ItemKind,
    { open, jobs }: { readonly open: readonly Job[]; readonly jobs: readonly Job[] },
  ): Promise<void> {
    const again = jobs.filter((job) => !open.includes(job));
    let hanging = Promise.allSettled([writeParts(writing, kind, again)]);
    let end: Outcome | undefined;
    const size = batchSizeFor(kind, this.session);
    for (let start = 0; start < open.length; start += size) {
      const group = open.slice(start, start + size);
      if (end === undefined) {
        await createItems(writing, kind, group);
        if (this.session.dialect.itemsAtOnce > 1) await confirmIds(writing, kind, group);
      } else for (const job of group) job.outcome = end;
      rethrow(await hanging);
      hanging = Promise.allSettled([writeParts(writing, kind, group)]);
      end ??= endOf(group);
    }
    rethrow(await hanging);
  }

  /** The newest record is asked for before the first creation of a kind. */
  private async startHistory(writing: Writing, kind: ItemKind, jobs: readonly Job[]): Promise<void> {
    if (!writing.encoding.keepsHistory || this.histories.has(kind) || jobs.length === 0) return;
    const newest = await writing.newestOf(kind);
    this.histories.set(kind, new History(newest, () => this.now()));
  }

  private writing(encoding: Encoding): Writing {
    return {
      ...this.session,
      place: this.place,
      encoding,
      keepsOrder: encoding.keepsHistory,
      historyOf: (kind) => this.historyOf(kind),
      newestOf: async (kind) => (await newestTimes(this.session, [kind])).get(kind) ?? 0,
    };
  }

  private historyOf(kind: ItemKind): History {
    let history = this.histories.get(kind);
    if (history === undefined) this.histories.set(kind, (history = new History(0, () => this.now())));
    return history;
  }

  private removal(kind: ItemKind, { targetId = '' }: Operation): Command & { readonly targetId: string } {
    return { ...this.session.dialect.remove(kind, targetId), targetId };
  }

  private get place(): string {
    return this.session.webhook.host;
  }

  private now(): number {
    return this.context.now().getTime();
  }
}

/** Why nothing more is sent of a write: the run ends. */
function endOf(jobs: readonly Job[]): Outcome | undefined {
  for (const { outcome } of jobs) {
    if (outcome?.status !== 'in-doubt' && outcome?.status !== 'not-executed') continue;
    const { reason, stop } = outcome;
    if (stop !== undefined) return { status: 'not-executed', reason, stop };
  }
  return undefined;
}

function rethrow(settled: readonly PromiseSettledResult<void>[]): void {
  for (const result of settled) if (result.status === 'rejected') throw result.reason;
}

const unknown: Outcome = { status: 'in-doubt', reason: 'no outcome' };

function unsupported(kind: EntityKind): Outcome {
  return { status: 'rejected', finding: { code: 'target.field-unsupported', args: { field: kind } } };
}

function timelineRemoval({ targetId = '' }: Operation): Command & { readonly targetId: string } {
  const found = timelineIdOf(targetId);
  const method = found?.form === 'todo' ? 'crm.activity.delete' : 'crm.timeline.comment.delete';
  return { method, parameters: { id: Number(found?.id ?? 0) }, targetId };
}
