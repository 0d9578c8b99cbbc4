import type { CompanyOfPerson, FeatureSupport } from './kind-model.ts';
import { detached } from '../text/detached.ts';
import { RecentValues } from '../text/recent-values.ts';
import type { StagedText } from '../model/staged.ts';

/** Records on their way to another thread: their texts in one piece of memory, which is handed over and not copied. */
export interface TextBatch {
  /** Reading number of the first record; the others follow it. */
  readonly first: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Where each text ends. */
  readonly ends: Uint32Array<ArrayBuffer>;
  /** Records that people have spoken of, by their place in the batch: what tells them from all others. */
  readonly judged: ReadonlyMap<number, string>;
  /** What the references to companies stand for, as JSON. */
  readonly companies: string;
}

/** Packs the texts of records. */
export function packTexts(
  records: readonly StagedText[],
  given: Pick<TextBatch, 'first' | 'judged' | 'companies'>,
): TextBatch {
  let most = 0;
  for (const { text } of records) most += text.length * 3;
  const buffer = Buffer.allocUnsafeSlow(most);
  const ends = new Uint32Array(records.length);
  let used = 0;
  for (const [index, { text }] of records.entries()) {
    used += buffer.write(text, used, 'utf8');
    ends[index] = used;
  }
  return { ...given, bytes: buffer, ends };
}

/** Calls `visit` with every text, in order, and its place. */
export function eachText({ bytes, ends }: TextBatch, visit: (text: string, index: number) => void): void {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let from = 0;
  for (const [index, end] of ends.entries()) {
    visit(buffer.toString('utf8', from, end), index);
    from = end;
  }
}

type Ref = Parameters<FeatureSupport['companyOf']>[0];

function nameOf({ system, key }: Ref): string {
  return `${system}\u001f${key}`;
}

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
function refsIn(text: string): readonly Ref[] {
  const field = text.indexOf(companiesField);
  // Most records of most files refer to none.
  if (field === -1) return [];
  const start = field + companiesField.length;
  // A field of this name within another one, or not written as the program writes it.
  if (text.charCodeAt(start) !== OPENING || text.includes(companiesField, start)) {
    const { companies = [] } = JSON.parse(text) as { readonly companies?: readonly { readonly ref: Ref }[] };
    return companies.map(({ ref }) => ref);
  }
  const list = text.slice(start, endOfList(text, start));
  const known = rememberedRefs.get(list);
  if (known !== undefined) return known;
  const refs = (JSON.parse(list) as readonly unknown[]).flatMap(refOf);
  if (list.length <= LONGEST_LIST) rememberedRefs.set(detached(list), refs);
  return refs;
}

/** Colleagues refer to one company. */
const rememberedRefs = new RecentValues<readonly Ref[]>(20_000);
const LONGEST_LIST = 200;

/** Nothing of a list that is no list of companies: a field of another one may have its name. */
function refOf(holder: unknown): readonly Ref[] {
  const { ref } = (holder ?? {}) as { readonly ref?: Partial<Ref> };
  return ref?.system === undefined || ref.key === undefined ? [] : [{ system: ref.system, key: ref.key }];
}

/** What the references to companies in these records stand for, looked up where the plan is open. */
export function packCompanies(records: readonly StagedText[], companyOf: FeatureSupport['companyOf']): string {
  const found = new Map<string, CompanyOfPerson>();
  for (const { text } of records) {
    for (const ref of refsIn(text)) {
      const name = nameOf(ref);
      const company = found.has(name) ? undefined : companyOf(ref);
      if (company !== undefined) found.set(name, company);
    }
  }
  return JSON.stringify([...found]);
}

/** Gives what a reference stands for, from a packed list. */
export function unpackCompanies(packed: string): FeatureSupport['companyOf'] {
  const found = new Map(JSON.parse(packed) as readonly (readonly [string, CompanyOfPerson])[]);
  return (ref) => found.get(nameOf(ref));
}
