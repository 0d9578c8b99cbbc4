import type { Staged, StagedText } from '../model/staged.ts';
import type { DecisionBinder } from './decisions.ts';
import { FeatureThreads } from './feature-threads.ts';
import type { FeatureSupport, KindModel } from './kind-model.ts';
import type { MatchedKind, MatchInput } from './matcher.ts';
import { isNamedModel } from './models.ts';
import { judgedName, type Preparation } from './prepare.ts';
import type { ThreadUse } from './threads.ts';
import { packCompanies, packTexts } from './text-batch.ts';

/** What records are read for. */
interface Reading {
  readonly model: KindModel;
  readonly preparation: Preparation;
  readonly binder: DecisionBinder;
  readonly support: FeatureSupport;
  readonly signal: AbortSignal | undefined;
  readonly threads: ThreadUse;
}

/**
 * Makes features and keys of all records: of the first ones here, of those of larger inputs in threads of their own, where the input has
 * texts for them. The outcome is the same.
 */
export async function readFeatures(input: MatchInput<MatchedKind>, reading: Reading): Promise<void> {
  const { model, threads, signal } = reading;
  if (input.texts === undefined || threads.count < 2 || !isNamedModel(model)) {
    for (const page of input.records()) {
      signal?.throwIfAborted();
      for (const record of page) readHere(record, reading);
    }
    return;
  }
  const pages = input.texts()[Symbol.iterator]();
  for (let page = pages.next(); page.done !== true; page = pages.next()) {
    signal?.throwIfAborted();
    for (const record of page.value) readHere(parsed(record, input.kind), reading);
    if (reading.preparation.list.length >= threads.recordsBefore) break;
  }
  await readInThreads(pages, input.kind, reading);
}

function readHere(record: Staged<MatchedKind>, { model, preparation, binder, support }: Reading): void {
  const judged = binder.note(record, preparation.list.length);
  preparation.add(record, model.features(record, support), judged);
}

function parsed({ seq, system, key, text }: StagedText, kind: MatchedKind): Staged<MatchedKind> {
  return { seq, kind, system, key, data: JSON.parse(text) as unknown } as Staged<MatchedKind>;
}

async function readInThreads(
  pages: Iterator<readonly StagedText[]>,
  kind: MatchedKind,
  { model, preparation, binder, support, signal, threads: { count } }: Reading,
): Promise<void> {
  let page = pages.next();
  if (page.done === true) return;
  const setup = { model: model.name, placeholders: [...support.placeholders] };
  const threads = new FeatureThreads(count, setup, (keys) => preparation.takeKeys(keys));
  try {
    for (; page.done !== true; page = pages.next()) {
      signal?.throwIfAborted();
      const first = preparation.list.length;
      const judged = new Map<number, string>();
      for (const [index, record] of page.value.entries()) {
        if (binder.knows(record)) {
          binder.note(parsed(record, kind), first + index);
          judged.set(index, judgedName(record));
        }
        preparation.list.add(record);
      }
      const companies = packCompanies(page.value, support.companyOf);
      await threads.give(packTexts(page.value, { first, judged, companies }));
    }
    for (const part of await threads.finish()) preparation.takePart(part);
  } finally {
    await threads.close();
  }
}
