import { isDeepStrictEqual } from 'node:util';
import { PerenosError } from '../../errors.ts';
import type { Finding } from '../../model/issue.ts';
import { decodeItem, expectedData } from './codec.ts';
import type { PortalRecord } from './encoding.ts';
import { creationFields } from './field-places.ts';
import type { ItemKind } from './portal.ts';
import type { Job, Writing } from './writing.ts';

/** The first records of a kind, and then every so many: the portal ignores what it does not understand, without a word. */
const first = 3;
const every = 50;

/** Chooses the records that are read back. */
export class Sampler {
  private readonly written = new Map<ItemKind, number>();

  isChosen(kind: ItemKind): boolean {
    const count = this.written.get(kind) ?? 0;
    this.written.set(kind, count + 1);
    return count < first || count % every === 0;
  }
}

type ReadRecords = (kind: ItemKind, ids: readonly string[]) => Promise<ReadonlyMap<string, PortalRecord>>;

/** Compares a sample of what was written with what the portal gives back; differences become findings of the outcomes. */
export async function readBack(
  { encoding }: Writing,
  kind: ItemKind,
  { jobs, read, sampler }: { readonly jobs: readonly Job[]; readonly read: ReadRecords; readonly sampler: Sampler },
): Promise<void> {
  const chosen = jobs.filter(({ outcome }) => outcome?.status === 'done' && sampler.isChosen(kind));
  if (chosen.length === 0) return;
  const records = await read(
    kind,
    chosen.flatMap(({ id }) => id ?? []),
  ).catch(unlessDefect);
  for (const job of chosen) {
    const record = job.id === undefined ? undefined : records?.get(job.id);
    if (record === undefined || job.outcome?.status !== 'done') continue;
    const expected = expectedData(kind, job.operation.data, encoding);
    const found = decodeItem(kind, record, encoding);
    const findings = Object.keys(expected)
      .filter((field) => !isDated(job, field) && !isDeepStrictEqual(found[field], expected[field]))
      .map((field): Finding => ({ code: 'target.field-ignored', args: { field, id: job.id ?? '' } }));
    if (findings.length > 0) job.outcome = { ...job.outcome, findings: [...(job.outcome.findings ?? []), ...findings] };
  }
}

/** A date that could not be kept was said already. */
function isDated({ findings }: Job, field: string): boolean {
  return creationFields.includes(field) && findings.some(({ code }) => code === 'target.date-not-kept');
}

/** The records are written, whether or not they can be read just now. */
function unlessDefect(error: unknown): undefined {
  if (error instanceof PerenosError) return undefined;
  throw error;
}
