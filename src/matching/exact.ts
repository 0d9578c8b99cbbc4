import type { DedupeRules, ExactIdentifier } from '../model/dedupe.ts';
import type { BoundDecisions } from './decisions.ts';
import { type CompanyIdentity, type IdentityJudge, judgeOf } from './exact-identity.ts';
import { type ExactTable, identifierOrder, readExactTable, type SharedKey, valuesOfSharedKeys } from './exact-table.ts';
import { eachRun, type SortedKeys } from './key-columns.ts';
import { exactOutcome } from './exact-outcome.ts';
import { FoundEdges } from './found-edges.ts';
import { bothLoaded, withKnownPairs } from './join-loaded.ts';
import type { MatchedKind, MatchInput, MatchOutcome } from './matcher.ts';
import { placesOf } from './record-list.ts';

/** A search under way. */
export interface Search {
  readonly table: ExactTable;
  readonly places: Uint32Array;
  readonly judge: IdentityJudge & { readonly identityOf?: (record: number) => CompanyIdentity };
  readonly decisions: BoundDecisions;
  readonly rules: DedupeRules;
  readonly found: FoundEdges;
  readonly shared: SharedKey[];
}

/**
 * Merges records with an equal identifier, unless what else they say speaks against it: names that differ, another INN,
 * another KPP. A phone or e-mail that many differently named records carry identifies nobody.
 */
export async function matchExactly(input: MatchInput<MatchedKind>, rules: DedupeRules): Promise<MatchOutcome> {
  if (input.exactTable === undefined || input.loaded !== undefined) await input.ready?.();
  const builder = input.exactTable ?? readExactTable(input, rules);
  const known = input.loaded === undefined ? [] : builder.join(input.loaded);
  const table = builder.finish();
  const order = table.list.ranked();
  const places = placesOf(order);
  const search: Search = {
    table,
    places,
    judge: judgeOf(input.kind, table.identities),
    decisions: withKnownPairs(table.binder.bind(places), known, places),
    rules,
    found: new FoundEdges(),
    shared: [],
  };
  for (const [left, right] of search.decisions.same) {
    search.found.add({
      left: order[left] ?? 0,
      right: order[right] ?? 0,
      rule: search.decisions.known?.has(`${left} ${right}`) === true ? 'loaded' : 'decision',
      verdict: 'unknown',
      auto: true,
    });
  }
  for (const identifier of identifierOrder) {
    const keys = table.keys[identifier];
    eachRun(keys, (start, end) => searchRun(search, identifier, { keys, start, end }));
  }
  const outcome = exactOutcome(search, order, table.placeholders);
  if (search.shared.length === 0) return outcome;
  await input.ready?.();
  return { ...outcome, skipped: [...outcome.skipped, ...valuesOfSharedKeys(input, search.shared)] };
}

/** Keys side by side that are one. */
interface Run {
  readonly keys: SortedKeys;
  readonly start: number;
  readonly end: number;
}

/** Links the carriers of one value: equal identities in a chain, then one of each identity with one of each other. */
function searchRun(search: Search, identifier: ExactIdentifier, run: Run): void {
  if (run.end - run.start === 2) {
    searchTwo(search, identifier, run);
    return;
  }
  const { table, places } = search;
  const carriers = [...new Set(run.keys.record.subarray(run.start, run.end))];
  // One record that says the same twice.
  if (carriers.length === 1) return;
  carriers.sort((left, right) => (places[left] ?? 0) - (places[right] ?? 0));
  const firsts: number[] = [];
  const chains = new Map<number, number>();
  const chained: (readonly [left: number, right: number])[] = [];
  for (const record of carriers) {
    const identity = table.identityHashes[record] ?? 0;
    const before = chains.get(identity);
    if (before === undefined) firsts.push(record);
    else chained.push([before, record]);
    chains.set(identity, record);
  }
  if (isShared(search, identifier, firsts.length)) {
    addShared(search, identifier, { run, carriers });
    return;
  }
  const alone = firsts.length <= 2;
  const severalUnits = !alone && new Set(firsts.map((record) => search.judge.identityOf?.(record).kpp ?? '')).size > 2;
  for (const [left, right] of chained) judgePair(search, identifier, { left, right, alone, severalUnits });
  for (const [index, left] of firsts.entries()) {
    for (const right of firsts.slice(index + 1)) {
      judgePair(search, identifier, { left, right, alone, severalUnits });
    }
  }
}

/** The same of two carriers, as nearly all runs have them. */
function searchTwo(search: Search, identifier: ExactIdentifier, run: Run): void {
  const { table, places } = search;
  const one = run.keys.record[run.start] ?? 0;
  const other = run.keys.record[run.start + 1] ?? 0;
  if (one === other) return;
  const identities = table.identityHashes[one] === table.identityHashes[other] ? 1 : 2;
  if (isShared(search, identifier, identities)) {
    addShared(search, identifier, { run, carriers: [one, other] });
    return;
  }
  const isInOrder = (places[one] ?? 0) < (places[other] ?? 0);
  const [left, right] = isInOrder ? [one, other] : [other, one];
  judgePair(search, identifier, { left, right, alone: true, severalUnits: false });
}

function addShared(
  { shared }: Search,
  type: ExactIdentifier,
  { run: { keys, start }, carriers }: { readonly run: Run; readonly carriers: readonly number[] },
): void {
  const [high, low] = [keys.high[start] ?? 0, keys.low[start] ?? 0];
  shared.push({ type, high, low, carrier: Math.min(...carriers), records: carriers.length });
}

function isShared(search: Search, identifier: ExactIdentifier, identities: number): boolean {
  if (identifier === 'phone' || identifier === 'email') return identities > search.rules.shared[identifier];
  return identities > search.rules.shared.any;
}

/**
 * Decides one pair that shares an identifier. `alone`: nobody else with another name carries the value. `severalUnits`:
 * the value is the INN of units with different KPP, so a record without a KPP may be any of them.
 */
function judgePair(
  search: Search,
  identifier: ExactIdentifier,
  pair: { readonly left: number; readonly right: number; readonly alone: boolean; readonly severalUnits: boolean },
): void {
  const { left, right, alone, severalUnits } = pair;
  const { judge, table, rules, found } = search;
  const system = table.list.systemOf(left);
  const oneList = system === table.list.systemOf(right) && identifier !== 'source-key';
  if (oneList && rules.unique.includes(table.list.systems[system] ?? '')) return;
  if (bothLoaded(table.list, left, right)) return;
  const isRepeat = table.identityHashes[left] === table.identityHashes[right];
  const verdict = isRepeat ? 'same' : judge.verdict(left, right);
  const registered = identifier === 'inn' ? ruleOfInn(judge.identityOf?.(left), judge.identityOf?.(right)) : undefined;
  const certain = verdict === 'same' || verdict === 'compatible' || registered === 'exact.inn-kpp';
  const ambiguous = registered === 'review' || (registered === 'exact.inn' && severalUnits);
  const [a, b] = [search.places[left] ?? 0, search.places[right] ?? 0];
  if (search.decisions.isDifferent(a, b)) {
    if (isStale(search, a, b)) found.add({ left, right, rule: 'decision-stale', identifier, verdict, auto: false });
    return;
  }
  const auto = certain && !ambiguous && (isRepeat || !judge.forbidden(left, right)) && !isStale(search, a, b);
  if (!auto && verdict === 'differs' && !alone && registered === undefined) return;
  const rule = registered === undefined || registered === 'review' ? `exact.${identifier}` : registered;
  found.add({ left, right, rule, identifier, verdict, auto });
}

/** What an equal INN means for two companies; nothing for people. A KPP names the unit of a legal entity. */
function ruleOfInn(
  left: CompanyIdentity | undefined,
  right: CompanyIdentity | undefined,
): 'exact.inn-kpp' | 'exact.inn' | 'review' | undefined {
  if (left === undefined || right === undefined) return undefined;
  if (left.inn.length === 12) return 'exact.inn-kpp';
  if (left.kpp !== '' && right.kpp !== '') return left.kpp === right.kpp ? 'exact.inn-kpp' : 'review';
  return 'exact.inn';
}

function isStale({ decisions }: Search, a: number, b: number): boolean {
  const [left, right] = [Math.min(a, b), Math.max(a, b)];
  return decisions.stale.some((one) => one.left === left && one.right === right);
}
