import type { CompanyOfPerson, FeatureSupport } from './kind-model.ts';
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

/** What the references to companies in these records stand for, looked up where the plan is open. */
export function packCompanies(records: readonly StagedText[], companyOf: FeatureSupport['companyOf']): string {
  const found = new Map<string, CompanyOfPerson>();
  for (const { text } of records) {
    // Most records of most files refer to none.
    if (!text.includes(companiesField)) continue;
    const { companies = [] } = JSON.parse(text) as { readonly companies?: readonly { readonly ref: Ref }[] };
    for (const { ref } of companies) {
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
