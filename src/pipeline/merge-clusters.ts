import { setImmediate } from 'node:timers/promises';
import type { DecisionLine } from '../matching/decisions.ts';
import type { Cluster, Clusters, GoldenRecord, MatchedKind } from '../matching/matcher.ts';
import type { DedupeRules } from '../model/dedupe.ts';
import type { Staged } from '../model/staged.ts';
import type { MergeWriter } from '../store/plan-merge.ts';
import { pageReader } from '../store/plan-records.ts';
import type { Plan } from '../store/plan.ts';
import { withChosenValues } from './chosen-values.ts';
import type { FieldTallies } from './field-tally.ts';
import { goldenPage, hashBytes, type ClusterPage, type GoldenKnowledge, type GoldenPage } from './golden-page.ts';
import { goldenMaker } from './golden-thread.ts';
import type { LoadedCandidates } from './loaded-records.ts';
import { stopIfAborted, type StageContext } from './progress.ts';

interface Merging<K extends MatchedKind> {
  readonly rules: DedupeRules;
  readonly writer: MergeWriter;
  readonly context: StageContext;
  readonly tallies: FieldTallies;
  readonly clusters: Clusters;
  /** Of decisions that choose values. */
  readonly lines: readonly DecisionLine[];
  /** Records of the target that took part. */
  readonly joined: LoadedCandidates<K> | undefined;
}

/** A page ends with so many clusters or records: few clusters may hold many. */
const pageClusters = 500;
const pageRecords = 2000;

/** Pages that are written together: written one by one, reading between them costs the database as much again. */
const pagesAtOnce = 4;

/** Makes one record of each cluster. A page is written when it is made: which comes first makes no difference. */
export async function mergeClusters<K extends MatchedKind>(plan: Plan, kind: K, merging: Merging<K>): Promise<void> {
  const { rules, writer, context, clusters } = merging;
  const read = clusterReader(plan, merging);
  const known = knowledgeOf(kind, merging);
  const maker = goldenMaker(clusters.length, { kind, rules }, merging.lines.length === 0 ? undefined : known);
  const onTheWay = new Set<Promise<void>>();
  let made: MadePage[] = [];
  let hasFailed = false;
  const writeMade = (): void => {
    writer.batch(() => {
      for (const page of made) write(kind, merging, page);
    });
    made = [];
  };
  try {
    for (const { page, isOwn } of pagesOf(clusters, merging)) {
      stopIfAborted(context);
      const records = writer.batch(() => read(page));
      const making = isOwn ? maker.make(records) : goldenPage(records, { kind, rules }, known);
      if (making instanceof Promise) {
        const done = making.then((golden) => {
          made.push({ page, golden });
          onTheWay.delete(done);
        });
        // Said when all are waited for, which is now.
        done.catch(() => void (hasFailed = true));
        onTheWay.add(done);
      } else made.push({ page, golden: making });
      // A turn of the event loop, in which what a thread has made is heard.
      await setImmediate();
      if (hasFailed) break;
      if (made.length >= pagesAtOnce) writeMade();
    }
    await Promise.all(onTheWay);
    writeMade();
  } finally {
    await maker.close();
  }
  writer.settle();
}

interface MadePage {
  readonly page: readonly Cluster[];
  readonly golden: GoldenPage;
}

interface Page {
  readonly page: readonly Cluster[];
  /** Nothing of the target is in them: a thread can merge them. */
  readonly isOwn: boolean;
}

function* pagesOf<K extends MatchedKind>(clusters: Clusters, { joined }: Merging<K>): Generator<Page> {
  const isLoaded = (seq: number): boolean => joined?.isLoaded(seq) === true;
  const isOwn = ({ members }: Cluster): boolean => joined === undefined || !members.some(isLoaded);
  for (const page of inPages(clusters, isOwn)) yield { page, isOwn: true };
  if (joined === undefined) return;
  // Records of the target that a person calls the same stay as they are until one of this run joins them.
  const isMixed = (cluster: Cluster): boolean => !isOwn(cluster) && !cluster.members.every(isLoaded);
  for (const page of inPages(clusters, isMixed)) yield { page, isOwn: false };
}

function clusterReader<K extends MatchedKind>(plan: Plan, { joined }: Merging<K>) {
  const read = pageReader(plan);
  return (clusters: readonly Cluster[]): ClusterPage => {
    if (joined !== undefined) for (const { members } of clusters) for (const seq of members) joined.keep(seq);
    return {
      sizes: clusters.map(({ members }) => members.length),
      records: read(clusters.flatMap(({ members }) => members)),
    };
  };
}

/** Undefined where the texts of the records tell everything: with the target in it, those of some clusters do not. */
function knowledgeOf<K extends MatchedKind>(
  kind: K,
  { lines, joined, tallies }: Merging<K>,
): GoldenKnowledge | undefined {
  if (lines.length === 0 && joined === undefined) return undefined;
  return {
    isLoaded: (seq) => joined?.isLoaded(seq) === true,
    chosen: (golden, records) =>
      withChosenValues(golden as GoldenRecord<K>, kind, { records: records as readonly Staged<K>[], lines }),
    repaired: (field, repair) => tallies.repaired(kind, field, repair),
  };
}

function write<K extends MatchedKind>(kind: K, { writer, tallies }: Merging<K>, { page, golden }: MadePage): void {
  const { survivors, data, ends, hashes, provenance, conflicts, counts } = golden;
  const bytes = Buffer.from(data.buffer, 0, data.length);
  for (const [at, { members, edges }] of page.entries()) {
    const merged = {
      survivor: survivors[at] ?? 0,
      data: bytes.subarray(ends[at - 1] ?? 0, ends[at]),
      hash: Buffer.from(hashes.buffer, at * hashBytes, hashBytes),
      provenance: provenance[at] ?? '',
      conflicts: conflicts[at] ?? null,
    };
    writer.merge(merged, members);
    for (const edge of edges) writer.addEdge(kind, edge);
  }
  tallies.change(kind, counts);
}

function* inPages(clusters: Iterable<Cluster>, isMeant: (cluster: Cluster) => boolean): Generator<readonly Cluster[]> {
  let page: Cluster[] = [];
  let records = 0;
  for (const cluster of clusters) {
    if (!isMeant(cluster)) continue;
    page.push(cluster);
    records += cluster.members.length;
    if (page.length < pageClusters && records < pageRecords) continue;
    yield page;
    page = [];
    records = 0;
  }
  if (page.length > 0) yield page;
}
