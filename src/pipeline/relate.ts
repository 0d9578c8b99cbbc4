import type { EntityKind } from '../model/entity.ts';
import type { Ref } from '../model/field.ts';
import { issueAt, type Finding } from '../model/issue.ts';
import { keyFinder, recordFinder, type FoundRecord } from '../store/plan-records.ts';
import { loadedPlaces } from '../store/plan-loaded.ts';
import { NameFinder } from '../store/plan-names.ts';
import { RelationStore, type StoredReference } from '../store/plan-relations.ts';
import { Staging } from '../store/plan-staging.ts';
import { stubBlock } from '../store/plan-sums.ts';
import type { Plan } from '../store/plan.ts';
import { companyKey } from '../text/company-key.ts';
import type { FieldTallies } from './field-tally.ts';
import type { LoadedIndex } from './loaded-records.ts';
import { stopIfAborted, type StageContext } from './progress.ts';
import { dropReference, inherited, pointTo } from './reference-fields.ts';

/** What a block says about children of rejected records. */
export type WhenRejected = (kind: EntityKind) => 'reject' | 'orphan';

interface Relating {
  readonly store: RelationStore;
  readonly staging: Staging;
  readonly find: ReturnType<typeof recordFinder>;
  readonly keyOf: ReturnType<typeof keyFinder>;
  readonly names: NameFinder;
  /** Records of the target that a planned one goes into: there they are known by their markers. */
  readonly placesOf: ReturnType<typeof loadedPlaces>;
  /** What earlier runs loaded. */
  readonly loaded: LoadedIndex | undefined;
  readonly whenRejected: WhenRejected;
  readonly tallies: FieldTallies;
  readonly context: StageContext;
  readonly stubBlocks: Map<EntityKind, number>;
  /** Records that were found to be planned: many records point to the same few. Forgotten when any record is rejected. */
  readonly planned: Map<string, FoundRecord>;
  /** Holders rejected while the current page of references is worked off. */
  readonly rejectedHolders: Set<number>;
  rejected: number;
}

const rememberedRecords = 50_000;

/**
 * Resolves every relation to the record it points to after merging. Missing and rejected parents are dealt with as the
 * mapping says; each case is an issue. Repeated until nothing more is rejected, because a rejection may reach grandchildren.
 */
export function relate(
  plan: Plan,
  { whenRejected, tallies, loaded }: Pick<Relating, 'whenRejected' | 'tallies' | 'loaded'>,
  context: StageContext,
): void {
  const run: Relating = {
    store: new RelationStore(plan),
    staging: new Staging(plan),
    find: recordFinder(plan),
    keyOf: keyFinder(plan),
    names: new NameFinder(plan, companyKey),
    placesOf: loadedPlaces(plan),
    whenRejected,
    tallies,
    loaded,
    context,
    stubBlocks: new Map(),
    planned: new Map(),
    rejectedHolders: new Set(),
    rejected: 0,
  };
  let before: number;
  do {
    before = run.rejected;
    for (const kind of run.store.holderKinds()) relateKind(run, kind);
  } while (run.rejected > before);
}

function relateKind(run: Relating, kind: EntityKind): void {
  const { context } = run;
  let done = 0;
  for (const references of run.store.references(kind, { loaded: run.loaded?.keys })) {
    stopIfAborted(context);
    run.rejectedHolders.clear();
    run.store.batch(() => {
      for (const reference of references) resolve(run, reference);
    });
    done += references.length;
    context.progress({ phase: 'relate', subject: kind, done });
  }
}

function resolve(run: Relating, reference: StoredReference): void {
  if (reference.holderStatus !== 'valid' || run.rejectedHolders.has(reference.holder)) return;
  const found = find(run, reference);
  const marker = found === undefined ? run.loaded?.markerOf(reference.kind, reference) : undefined;
  if (marker !== undefined) followLoaded(run, reference, marker);
  else if (found !== undefined && found.status !== 'rejected') follow(run, reference, found);
  else if (reference.onMissing !== 'stub' || found !== undefined) missing(run, reference, found);
  else byName(run, reference);
}

/** Before a stub is made, the record is looked for by name: lists of people often name a company of which another list tells more. */
function byName(run: Relating, reference: StoredReference): void {
  const { field, kind, system, key } = reference;
  const name = reference.stubName ?? key;
  const found = run.names.find(kind, { name, system }) ?? loadedByName(run, reference, name);
  if (found === 'loaded') return;
  if (found === undefined || found === 'several') {
    makeStub(run, reference);
    const { field, kind } = reference;
    if (found === 'several') report(run, reference, { code: 'plan.parent-ambiguous', args: { field, kind, name } });
    return;
  }
  report(run, reference, { code: 'plan.parent-by-name', args: { field, kind, name } });
  follow(run, reference, found);
}

/** The same among the records that earlier runs loaded. */
function loadedByName(run: Relating, reference: StoredReference, name: string): 'loaded' | 'several' | undefined {
  const { field, kind, system } = reference;
  const marker = run.loaded?.names.find(kind, name, system);
  if (marker === undefined || marker === 'several') return marker;
  report(run, reference, { code: 'plan.parent-by-name', args: { field, kind, name } });
  followLoaded(run, reference, marker);
  return 'loaded';
}

/** Points to a record that an earlier run loaded, by the key that the target knows it by. */
function followLoaded(run: Relating, reference: StoredReference, marker: Ref): void {
  const { kind, system, key, inheritField, inheritFrom } = reference;
  if (marker.system === system && marker.key === key && inheritField === null) {
    run.store.close(reference);
    return;
  }
  const before = run.store.payload(reference.holder);
  let data = pointTo(before, reference, marker);
  run.store.repoint(reference, marker);
  if (inheritField !== null && inheritFrom !== null) {
    data = inherited(data, {
      field: inheritField,
      from: inheritFrom,
      parent: run.loaded?.dataOf(kind, marker) ?? {},
    });
  }
  become(run, reference, { before, after: data });
}

function find(run: Relating, { kind, system, key }: StoredReference): FoundRecord | undefined {
  const name = `${kind}\u001F${system}\u001F${key}`;
  const known = run.planned.get(name);
  if (known !== undefined) return known;
  const found = run.find(kind, { system, key });
  if (found === undefined || found.status === 'rejected') return found;
  if (run.planned.size >= rememberedRecords) run.planned.clear();
  run.planned.set(name, found);
  return found;
}

/** A record and its parent were merged into one: nothing is its own parent. */
function dropSelf(run: Relating, reference: StoredReference): void {
  const data = run.store.payload(reference.holder);
  const without = dropReference(data, reference);
  if (without === data) return;
  become(run, reference, { before: data, after: without });
  const { field, kind, key } = reference;
  report(run, reference, { code: 'plan.self-link', args: { field, kind, key } });
}

/** Points to the survivor and takes over what is inherited from it; writes only when something changes. */
function follow(run: Relating, reference: StoredReference, found: FoundRecord): void {
  if (found.survivor === reference.holder) {
    dropSelf(run, reference);
    return;
  }
  const [loaded] = run.placesOf(found.survivor);
  const target = loaded?.marker ?? (found.status === 'merged' ? run.keyOf(found.survivor) : undefined);
  const { inheritField, inheritFrom } = reference;
  if (target === undefined && inheritField === null) return;
  const before = run.store.payload(reference.holder);
  let data = before;
  if (target !== undefined) {
    data = pointTo(data, reference, target);
    run.store.repoint(reference, target);
  }
  if (inheritField !== null && inheritFrom !== null) {
    data = inherited(data, { field: inheritField, from: inheritFrom, parent: run.store.payload(found.survivor) });
  }
  become(run, reference, { before, after: data });
}

type Data = Readonly<Record<string, unknown>>;

function become(
  { store, tallies }: Relating,
  { holder, holderKind }: StoredReference,
  { before, after }: { readonly before: Data; readonly after: Data },
): void {
  store.setPayload(holder, after);
  tallies.replace(holderKind, before, after);
}

function missing(run: Relating, reference: StoredReference, found: FoundRecord | undefined): void {
  const args = { field: reference.field, kind: reference.kind, key: reference.key };
  const parentRejected = found !== undefined;
  const rejects = parentRejected ? run.whenRejected(reference.kind) === 'reject' : reference.onMissing === 'reject';
  if (rejects) {
    report(run, reference, { code: parentRejected ? 'plan.parent-rejected' : 'plan.parent-missing', args });
    run.tallies.remove(reference.holderKind, run.store.payload(reference.holder));
    run.store.reject(reference.holder);
    run.rejectedHolders.add(reference.holder);
    run.planned.clear();
    run.rejected += 1;
    return;
  }
  const data = run.store.payload(reference.holder);
  const without = dropReference(data, reference);
  if (without === data) return;
  become(run, reference, { before: data, after: without });
  report(run, reference, { code: 'plan.parent-dropped', args });
}

function makeStub(run: Relating, reference: StoredReference): void {
  const { field, kind, system, key, holder } = reference;
  const name = reference.stubName ?? key;
  const blockId = run.stubBlocks.get(kind) ?? run.staging.addBlock(`${stubBlock} ${kind}`, kind);
  run.stubBlocks.set(kind, blockId);
  const { line } = holder === reference.seq ? reference : run.staging.originOf(holder);
  const data = stubData(kind, name);
  run.tallies.add(kind, data);
  const seq = run.staging.addRecord({
    blockId,
    kind,
    tableId: null,
    line,
    status: 'valid',
    system,
    key,
    data,
  });
  run.names.add(kind, { name, system, seq });
  if (reference.inheritField === null) run.store.close(reference);
  report(run, reference, { code: 'plan.parent-stub', args: { field, kind, key, name } });
}

/** The least that the canonical schema of a kind asks for. */
function stubData(kind: EntityKind, name: string): Readonly<Record<string, string>> {
  switch (kind) {
    case 'company':
    case 'product':
      return { name };
    case 'contact':
    case 'user':
      return { full_name: name };
    case 'lead':
    case 'deal':
      return { title: name };
    case 'activity':
      return { type: 'task', subject: name };
    case 'note':
      return { text: name };
  }
}

function report(run: Relating, reference: StoredReference, finding: Finding): void {
  const issue = issueAt(run.staging.originIn(reference), finding, { field: reference.field, value: reference.key });
  run.staging.addIssue({ issue, seq: reference.seq, kind: reference.holderKind });
  run.context.report(issue);
}
