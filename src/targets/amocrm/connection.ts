import type { Context } from '../../context.ts';
import { ConfigError } from '../../errors.ts';
import type { EntityKind } from '../../model/entity.ts';
import type { Ref } from '../../model/field.ts';
import type { Finding } from '../../model/issue.ts';
import type { TargetSchema } from '../../model/target-schema.ts';
import { withTargetRefs } from '../../model/target-ref.ts';
import { resolvePeople } from '../../text/target-person.ts';
import type {
  Connection,
  ContentSearch,
  Diagnosis,
  Doubled,
  ExistingRecord,
  ForecastLine,
  IdOf,
  Operation,
  Outcome,
  Preparation,
  TargetAccess,
  TargetDescription,
  TargetIdentity,
  TargetRun,
} from '../target.ts';
import { accountSchema } from './account-schema.ts';
import { collectionOf, collections, isRecordKind } from './account.ts';
import { BatchSize } from './batch-size.ts';
import { checkRecord } from './check.ts';
import { decodeRecord, expectedRecord } from './codec.ts';
import { describeAccount } from './describe.ts';
import { diagnose } from './doctor.ts';
import type { Encoding, Fields } from './encoding.ts';
import { existingRecords } from './existing.ts';
import { forecastOf } from './forecast.ts';
import { Markers, newestId } from './markers.ts';
import type { AmocrmOptions } from './options.ts';
import { preparationsOf } from './prepare.ts';
import { readRecords } from './read-records.ts';
import { rowsOf } from './rest.ts';
import { openSession, type Session } from './session.ts';
import { decodeTimeline, encodeTimeline, isTimelineKind } from './timeline.ts';
import { findTimeline, readTimeline } from './timeline-read.ts';
import { asId } from './values.ts';
import { writeOperations } from './writer.ts';
import type { Writing } from './writing.ts';

const plainIdOf: IdOf = () => undefined;

/** @throws ConfigError, AccessError, StaleError, TargetError */
export async function connectAccount(
  options: AmocrmOptions,
  context: Context,
  access: TargetAccess,
): Promise<Connection> {
  return new AmocrmConnection(await openSession(options, context, access), context);
}

/** An account of amoCRM, connected by a token. */
class AmocrmConnection implements Connection {
  readonly identity: TargetIdentity;
  readonly settleMs: number;
  private readonly session: Session;
  private readonly context: Context;
  private readonly markers: Markers;
  private readonly sizes: BatchSize;
  private undoTag: string;
  /** By kind, an id below which no record made from now on can lie. */
  private readonly water = new Map<EntityKind, string>();

  constructor(session: Session, context: Context) {
    this.session = session;
    this.context = context;
    this.settleMs = session.settleMs;
    this.identity = { type: 'amocrm', place: session.account.host, account: session.account.id };
    this.markers = new Markers(session.rest, session.account, session.originator);
    this.sizes = new BatchSize(session.options.batch);
    this.undoTag = session.tag.replace('perenos-', 'perenos-undo-');
  }

  async describe(): Promise<TargetDescription> {
    const { lead_persons: leadPersons } = this.session.options;
    return describeAccount(this.encoding(plainIdOf), { markers: this.markers, leadPersons });
  }

  async readyToLoad(kinds: readonly EntityKind[]): Promise<void> {
    const lacking = kinds.filter(
      (kind) => isRecordKind(kind) && this.markers.fieldId(collectionOf[kind]) === undefined,
    );
    if (lacking.length > 0)
      throw new ConfigError('amocrm.unprepared', { place: this.identity.place, kinds: lacking.join(', ') });
  }

  async isEmpty(): Promise<boolean> {
    for (const of of collections)
      if (rowsOf(await this.session.rest.read(`/${of}`, [['limit', '1']]), of).length > 0) return false;
    return true;
  }

  async find(kind: EntityKind, markers: readonly Ref[], since?: string): Promise<readonly (string | undefined)[]> {
    if (!isRecordKind(kind)) return markers.map(() => undefined);
    return this.markers.find(
      kind,
      markers.map((marker) => this.markers.textOf(kind, marker)),
      since,
    );
  }

  async findContent(
    kind: EntityKind,
    operations: readonly Operation[],
    search: ContentSearch,
  ): Promise<readonly (string | undefined)[] | undefined> {
    if (!isTimelineKind(kind)) return undefined;
    return findTimeline(this.session.rest, { kind, operations, encoding: this.encoding(search.idOf), search });
  }

  async read(kind: EntityKind, ids: readonly string[]): Promise<readonly (Fields | undefined)[]> {
    const encoding = this.encoding(plainIdOf);
    if (isTimelineKind(kind)) {
      const records = await readTimeline(this.session.rest, ids);
      return records.map((record) => (record === undefined ? undefined : decodeTimeline(kind, record, encoding)));
    }
    if (!isRecordKind(kind)) return ids.map(() => undefined);
    const records = await readRecords(this.session.rest, collectionOf[kind], ids);
    return ids.map((id) => {
      const record = records.get(id);
      return record === undefined ? undefined : decodeRecord(kind, record, encoding);
    });
  }

  async changedByOthers(kind: EntityKind, ids: readonly string[]): Promise<readonly boolean[]> {
    if (!isRecordKind(kind)) return ids.map(() => false);
    const records = await readRecords(this.session.rest, collectionOf[kind], ids);
    return ids.map((id) => {
      const by = asId(records.get(id)?.members['updated_by']);
      return by !== undefined && by !== this.session.account.userId;
    });
  }

  onWrite(listener: () => void): void {
    this.session.rest.onWrite(listener);
  }

  async write(operations: readonly Operation[], idOf: IdOf): Promise<readonly Outcome[]> {
    const outcomes = await writeOperations(this.writing(idOf), operations);
    for (const [index, { kind, marker }] of operations.entries()) {
      const outcome = outcomes[index];
      if (outcome?.status !== 'done' || !isRecordKind(kind)) continue;
      this.markers.add(collectionOf[kind], this.markers.textOf(kind, marker), outcome.targetId);
      if (Number(outcome.targetId) > Number(this.water.get(kind) ?? '0')) this.water.set(kind, outcome.targetId);
    }
    return outcomes;
  }

  expected(kind: EntityKind, data: Fields, idOf: IdOf): Fields {
    const encoding = this.encoding(idOf);
    if (isRecordKind(kind)) return expectedRecord(kind, data, encoding);
    if (!isTimelineKind(kind)) return {};
    const record = encodeTimeline(kind, data, encoding);
    return record === undefined ? {} : decodeTimeline(kind, record, encoding);
  }

  check(kind: EntityKind, data: Fields, idOf: IdOf): readonly Finding[] {
    return checkRecord(kind, data, this.encoding(idOf));
  }

  needsReferences(kind: EntityKind): boolean {
    return isTimelineKind(kind);
  }

  async resolve(kind: EntityKind, records: readonly Fields[]): Promise<readonly (string | undefined)[]> {
    return kind === 'user' ? resolvePeople(this.session.account.users, records) : records.map(() => undefined);
  }

  async *existing(kind: EntityKind): AsyncGenerator<readonly ExistingRecord[]> {
    if (!isRecordKind(kind)) return;
    yield* existingRecords(this.session.rest, kind, { encoding: this.encoding(plainIdOf), markers: this.markers });
  }

  async highWater(kind: EntityKind): Promise<string> {
    if (!isRecordKind(kind)) return '0';
    const known = this.water.get(kind) ?? (await newestId(this.session.rest, collectionOf[kind]));
    this.water.set(kind, known);
    return known;
  }

  nextBatchSize(): number {
    return this.sizes.size;
  }

  async doubled(kind: EntityKind, since: string | undefined): Promise<readonly Doubled[]> {
    return isRecordKind(kind) ? this.markers.doubled(kind, since) : [];
  }

  async probe(): Promise<void> {
    await this.session.rest.read('/account');
  }

  async schema(): Promise<TargetSchema> {
    return accountSchema(this.session.account, this.context.now().toISOString());
  }

  forecast(operations: Readonly<Partial<Record<EntityKind, number>>>): readonly ForecastLine[] {
    return forecastOf(operations, { perSecond: this.session.perSecond, batch: this.session.options.batch });
  }

  async doctor(): Promise<readonly Diagnosis[]> {
    return diagnose(this.session, this.markers);
  }

  async preparations(): Promise<readonly Preparation[]> {
    return preparationsOf(this.session);
  }

  async runStarted({ runId }: TargetRun): Promise<void> {
    this.markers.forget();
    this.undoTag = `perenos-undo-${runId}`;
  }

  async close(): Promise<void> {
    // Connections belong to the command, and nothing else is held.
  }

  private writing(idOf: IdOf): Writing {
    return {
      rest: this.session.rest,
      markers: this.markers,
      encoding: this.encoding(idOf),
      sizes: this.sizes,
      undoTag: this.undoTag,
    };
  }

  private encoding(idOf: IdOf): Encoding {
    return { ...this.session.encoding, idOf: withTargetRefs(idOf), note: () => {} };
  }
}
