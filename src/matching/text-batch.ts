import { companyFeature } from './company-core.ts';
import type { CompanyOfPerson, FeatureSupport } from './kind-model.ts';
import type { StagedText } from '../model/staged.ts';

/** Records on their way to another thread. */
export interface TextBatch {
  /** Reading number of the first record; the others follow it. */
  readonly first: number;
  /** All texts, one after another: one long text is handed over as fast as its memory is copied. */
  readonly texts: string;
  /** Where each text ends. */
  readonly ends: Uint32Array;
  /** Records that people have spoken of, by their place in the batch: what tells them from all others. */
  readonly judged: ReadonlyMap<number, string>;
  readonly companies: PackedCompanies;
}

/** Packs the texts of records. */
export function packTexts(records: readonly StagedText[]): Pick<TextBatch, 'texts' | 'ends'> {
  const ends = new Uint32Array(records.length);
  let end = 0;
  for (const [index, { text }] of records.entries()) {
    end += text.length;
    ends[index] = end;
  }
  return { texts: records.map(({ text }) => text).join(''), ends };
}

/** Calls `visit` with every text, in order, and its place. */
export function eachText({ texts, ends }: TextBatch, visit: (text: string, index: number) => void): void {
  let from = 0;
  for (const [index, end] of ends.entries()) {
    visit(texts.slice(from, end), index);
    from = end;
  }
}

type Ref = Parameters<FeatureSupport['companyOf']>[0];

const companiesField = '"companies":';
const [QUOTE, BACKSLASH, OPENING, CLOSING] = [34, 92, 91, 93];

/** Where the list that opens at `start` of a JSON text ends. */
function endOfList(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === OPENING) depth += 1;
    else if (code === CLOSING && --depth === 0) return at + 1;
    else if (code === QUOTE) at = endOfText(text, at);
  }
  return text.length;
}

/** The closing quote of the string that opens at `start`. */
function endOfText(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === BACKSLASH) at += 1;
    else if (code === QUOTE) return at;
  }
  return text.length;
}

/** The references to companies in the JSON text of a record. Only their list is parsed: all of it would cost as much as its features. */
function eachRef(text: string, visit: (system: string, key: string) => void): void {
  const field = text.indexOf(companiesField);
  // Most records of most files refer to none.
  if (field === -1) return;
  const start = field + companiesField.length;
  // A field of this name within another one, or not written as the program writes it.
  if (text.charCodeAt(start) !== OPENING || text.includes(companiesField, start)) {
    const { companies = [] } = JSON.parse(text) as { readonly companies?: readonly { readonly ref: Ref }[] };
    for (const { ref } of companies) visit(ref.system, ref.key);
    return;
  }
  if (isOnlyRef(text, start, visit)) return;
  for (const holder of JSON.parse(text.slice(start, endOfList(text, start))) as readonly unknown[]) {
    // A field of another one may have its name, and be no list of companies.
    const { ref } = (holder ?? {}) as { readonly ref?: Partial<Ref> };
    if (ref?.system !== undefined && ref.key !== undefined) visit(ref.system, ref.key);
  }
}

const beforeSystem = '[{"ref":{"system":"';
const beforeKey = '","key":"';
/** What follows a key that is the only one. */
const onlyEnds = ['"},"primary":true}]', '"}}]'];

/** The usual list: one company of whom no more is said. False, and nothing visited, for any other. */
function isOnlyRef(text: string, start: number, visit: (system: string, key: string) => void): boolean {
  if (!text.startsWith(beforeSystem, start)) return false;
  const system = start + beforeSystem.length;
  const systemEnd = endOfPlain(text, system);
  if (!text.startsWith(beforeKey, systemEnd)) return false;
  const key = systemEnd + beforeKey.length;
  const keyEnd = endOfPlain(text, key);
  if (!onlyEnds.some((end) => text.startsWith(end, keyEnd))) return false;
  visit(text.slice(system, systemEnd), text.slice(key, keyEnd));
  return true;
}

/** Where the letters of a string end: at its closing quote, or at the first letter that is not written as it is. */
function endOfPlain(text: string, start: number): number {
  let at = start;
  for (; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === QUOTE || code === BACKSLASH) break;
  }
  return at;
}

/**
 * What references to companies stand for: by system the keys, and beside them the companies as features. Those are made where records
 * are read: of a company that people in many batches refer to, no other thread has to read the name.
 */
export type PackedCompanies = ReadonlyMap<
  string,
  { readonly keys: readonly string[]; readonly features: readonly string[] }
>;

/** What the references to companies in these records stand for, looked up where the plan is open. */
export function packCompanies(records: readonly StagedText[], companyOf: FeatureSupport['companyOf']): PackedCompanies {
  const asked = new Map<string, Set<string>>();
  const packed = new Map<string, { readonly keys: string[]; readonly features: string[] }>();
  const ask = (system: string, key: string): void => {
    let known = asked.get(system);
    if (known === undefined) asked.set(system, (known = new Set()));
    if (known.has(key)) return;
    known.add(key);
    const feature = companyFeature(companyOf({ system, key }));
    if (feature === '') return;
    let list = packed.get(system);
    if (list === undefined) packed.set(system, (list = { keys: [], features: [] }));
    list.keys.push(key);
    list.features.push(feature);
  };
  for (const { text } of records) eachRef(text, ask);
  return packed;
}

/** Gives what a reference stands for, from a packed list. */
export function unpackCompanies(packed: PackedCompanies): FeatureSupport['companyOf'] {
  const found = new Map<string, Map<string, CompanyOfPerson>>();
  for (const [system, { keys, features }] of packed) {
    const bySystem = new Map<string, CompanyOfPerson>();
    for (const [at, key] of keys.entries()) {
      const feature = features[at];
      if (feature !== undefined) bySystem.set(key, { feature });
    }
    found.set(system, bySystem);
  }
  return ({ system, key }) => found.get(system)?.get(key);
}
