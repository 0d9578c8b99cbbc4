import type { Context } from '../../context.ts';
import type { EntityKind } from '../../model/entity.ts';
import type { Ref } from '../../model/field.ts';
import type { Finding } from '../../model/issue.ts';
import type { TargetSchema } from '../../model/target-schema.ts';
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
  TargetDescription,
  TargetAccess,
  TargetIdentity,
} from '../target.ts';
import { batchSizeFor, itemMethod, timelineMethod } from './batch-size.ts';
import { checkRecord } from './check.ts';
import { decodeItem, decodeTimeline, expectedData, isTimelineKind } from './codec.ts';
import { describePortal } from './describe.ts';
import { diagnose } from './doctor.ts';
import { withTargetRefs, type Encoding, type Fields } from './encoding.ts';
import { existingRecords } from './existing.ts';
import { forecastOf } from './forecast.ts';
import { Markers } from './markers.ts';
import { originIdOf, xmlIdOf } from './marker.ts';
import { newestId } from './newest.ts';
import { isItemKind, itemKinds } from './portal.ts';
import { portalSchema } from './portal-schema.ts';
import { preparationsOf } from './prepare.ts';
import { readItems, readRecords } from './read-items.ts';
import type { Bitrix24Options } from './options.ts';
import { openSession, type Session } from './session.ts';
import { findTimeline, readTimeline } from './timeline-read.ts';
import { resolveUsers } from './users.ts';
import { asId, asText } from './values.ts';
import { Writer } from './writer.ts';

/** Requests of new records in one write. */
const requestsAtOnce = 3;

const plainIdOf: IdOf = () => undefined;

/** @throws ConfigError, AccessError, StaleError, TargetError */
export async function connectPortal(
  options: Bitrix24Options,
  context: Context,
  access: TargetAccess,
): Promise<Connection> {
  return new Bitrix24Connection(await openSession(options, context, access), context);
}

/** A portal of Bitrix24, connected by an incoming webhook. */
class Bitrix24Connection implements Connection {
  readonly identity: TargetIdentity;
  readonly settleMs: number;
  readonly recheckMs: number;
  private readonly session: Session;
  private readonly markers: Markers;
  private readonly writer: Writer;
  private readonly context: Context;
  /** By kind, an id below which no record made from now on can lie. */
  private readonly water = new Map<EntityKind, string>();

  constructor(session: Session, context: Context) {
    this.session = session;
    this.context = context;
    this.settleMs = session.settleMs;
    this.recheckMs = session.recheckMs;
    this.identity = { type: 'bitrix24', place: session.webhook.host, account: session.account };
    this.markers = new Markers(session, session.originator);
    this.writer = new Writer(session, context);
  }

  async describe(): Promise<TargetDescription> {
    return describePortal(this.encoding(plainIdOf));
  }

  async isEmpty(): Promise<boolean> {
    const { rest, dialect } = this.session;
    const results = await rest.readAll(itemKinds.map((kind) => dialect.list(kind, { select: ['id'] })));
    return itemKinds.every((kind, index) => dialect.listed(kind, results[index]?.result).length === 0);
  }

  async find(kind: EntityKind, markers: readonly Ref[], since?: string): Promise<readonly (string | undefined)[]> {
    if (!isItemKind(kind)) return markers.map(() => undefined);
    const originIds = markers.map((marker) => originIdOf(kind, marker));
    return this.markers.find(kind, originIds, since);
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
    if (isItemKind(kind)) {
      const { originator } = this.session;
      const xmlOf = ({ fields }: { readonly fields: Fields }): string =>
        xmlIdOf(originator, asText(fields['originId']), 'requisite');
      const records = await readRecords(this.session, kind, { ids, xmlIdOf: xmlOf });
      return ids.map((id) => {
        const record = records.get(id);
        return record === undefined ? undefined : decodeItem(kind, record, encoding);
      });
    }
    if (!isTimelineKind(kind)) return ids.map(() => undefined);
    const records = await readTimeline(this.session.rest, ids);
    return ids.map((id) => {
      const record = records.get(id);
      return record === undefined ? undefined : decodeTimeline(kind, record, encoding);
    });
  }

  async changedByOthers(kind: EntityKind, ids: readonly string[]): Promise<readonly boolean[]> {
    if (!isItemKind(kind)) return ids.map(() => false);
    const { portal, webhook } = this.session;
    const own = webhook.userId === '' ? portal.userId : webhook.userId;
    const items = await readItems(this.session, kind, ids);
    return ids.map((id) => {
      const by = asId(items.get(id)?.fields['updatedBy']);
      return by !== undefined && by !== own;
    });
  }

  onWrite(listener: () => void): void {
    this.session.rest.onWrite(listener);
  }

  async write(operations: readonly Operation[], idOf: IdOf): Promise<readonly Outcome[]> {
    const outcomes = await this.writer.write(operations, this.encoding(idOf));
    for (const [index, { kind, marker }] of operations.entries()) {
      const outcome = outcomes[index];
      if (outcome?.status !== 'done') continue;
      if (isItemKind(kind)) this.markers.add(kind, originIdOf(kind, marker), outcome.targetId);
      this.raiseWater(kind, outcome.targetId);
    }
    return outcomes;
  }

  expected(kind: EntityKind, data: Fields, idOf: IdOf): Fields {
    return expectedData(kind, data, this.encoding(idOf));
  }

  check(kind: EntityKind, data: Fields, idOf: IdOf): readonly Finding[] {
    return checkRecord(kind, data, { encoding: this.encoding(idOf), newest: this.session.newest, now: this.now() });
  }

  needsReferences(kind: EntityKind): boolean {
    return isTimelineKind(kind) || this.session.rejectsOrphans;
  }

  async resolve(kind: EntityKind, records: readonly Fields[]): Promise<readonly (string | undefined)[]> {
    return kind === 'user' ? resolveUsers(this.session.portal, records) : records.map(() => undefined);
  }

  async *existing(kind: EntityKind): AsyncGenerator<readonly ExistingRecord[]> {
    if (isItemKind(kind)) yield* existingRecords({ ...this.session, encoding: this.encoding(plainIdOf) }, kind);
  }

  async highWater(kind: EntityKind): Promise<string> {
    const known = this.water.get(kind);
    if (known !== undefined) return known;
    const found = isItemKind(kind) ? await newestId(this.session, kind) : '0';
    this.water.set(kind, found);
    return found;
  }

  nextBatchSize(kind: EntityKind): number {
    // Several requests: while one is made, what hangs on the records of the one before is written.
    return batchSizeFor(kind, this.session) * (isItemKind(kind) ? requestsAtOnce : 1);
  }

  async doubled(kind: EntityKind, since: string | undefined): Promise<readonly Doubled[]> {
    return isItemKind(kind) ? this.markers.doubled(kind, since) : [];
  }

  async probe(): Promise<void> {
    await this.session.rest.read({ method: 'server.time', parameters: {} });
  }

  async schema(): Promise<TargetSchema> {
    return portalSchema(this.session.portal, this.context.now().toISOString());
  }

  forecast(operations: Readonly<Partial<Record<EntityKind, number>>>): readonly ForecastLine[] {
    const { rest, pace, dialect } = this.session;
    const methodOf = (kind: EntityKind): string =>
      isItemKind(kind) ? itemMethod(kind, dialect) : timelineMethod(kind);
    return forecastOf(operations, {
      ...pace,
      secondsOf: (kind) => rest.times.mean(methodOf(kind)),
      recordsAtOnce: (kind) => batchSizeFor(kind, this.session),
    });
  }

  async doctor(): Promise<readonly Diagnosis[]> {
    return diagnose(this.session, this.session.options);
  }

  async preparations(): Promise<readonly Preparation[]> {
    return preparationsOf(this.session);
  }

  async runStarted(): Promise<void> {
    this.markers.forget();
  }

  async close(): Promise<void> {
    // Connections belong to the command, and nothing else is held.
  }

  private raiseWater(kind: EntityKind, targetId: string): void {
    const id = isItemKind(kind) ? targetId : kind === 'note' ? (/^comment:(\d+)$/.exec(targetId)?.[1] ?? '0') : '0';
    if (Number(id) > Number(this.water.get(kind) ?? '0')) this.water.set(kind, id);
  }

  private encoding(idOf: IdOf): Encoding {
    return { ...this.session.encoding, idOf: withTargetRefs(idOf), note: () => {} };
  }

  private now(): number {
    return this.context.now().getTime();
  }
}
