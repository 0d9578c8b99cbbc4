import { setImmediate } from 'node:timers/promises';
import type { Staged, StagedText } from '../model/staged.ts';
import type { DecisionBinder } from './decisions.ts';
import { FeatureThreads } from './feature-threads.ts';
import type { FeatureSupport, KindModel } from './kind-model.ts';
import type { MatchedKind, MatchInput } from './matcher.ts';
import { isNamedModel } from './models.ts';
import { judgedName, type Preparation } from './prepare.ts';
import type { ThreadUse } from './threads.ts';
import { packCompanies, packTexts, type TextBatch } from './text-batch.ts';

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
 * Makes features and keys of all records: of the first ones here, of those of larger inputs in other threads too, where the input has
 * texts for them. The outcome is the same.
 */
export async function readFeatures(input: MatchInput<MatchedKind>, reading: Reading): Promise<void> {
  const { model, threads, signal, preparation } = reading;
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
    readPage(page.value, input.kind, reading);
    if (preparation.list.length >= threads.recordsBefore) break;
  }
  const next = pages.next();
  if (next.done !== true) await readInThreads({ first: next.value, pages, kind: input.kind }, reading);
}

function readHere(record: Staged<MatchedKind>, { model, preparation, binder, support }: Reading): void {
  const judged = binder.note(record, preparation.list.length);
  preparation.add(record, model.features(record, support), judged);
}

function readPage(page: readonly StagedText[], kind: MatchedKind, reading: Reading): void {
  for (const record of page) readHere(parsed(record, kind), reading);
}

function parsed({ seq, system, key, text }: StagedText, kind: MatchedKind): Staged<MatchedKind> {
  return { seq, kind, system, key, data: JSON.parse(text) as unknown } as Staged<MatchedKind>;
}

/** This thread hands pages over while another has room for them, and works on the next one itself when none has. */
async function readInThreads(
  left: {
    readonly first: readonly StagedText[];
    readonly pages: Iterator<readonly StagedText[]>;
    readonly kind: MatchedKind;
  },
  reading: Reading,
): Promise<void> {
  const { model, preparation, support, signal } = reading;
  const setup = { model: model.name, placeholders: [...support.placeholders] };
  const threads = new FeatureThreads(setup, {
    count: reading.threads.count - 1,
    most: reading.threads.batchesAhead,
    take: (keys) => preparation.takeKeys(keys),
  });
  try {
    for (let page: readonly StagedText[] | undefined = left.first; page !== undefined; page = nextOf(left.pages)) {
      signal?.throwIfAborted();
      if (threads.hasRoom()) threads.give(batchOf(page, left.kind, reading));
      else readPage(page, left.kind, reading);
      // What threads have answered is taken between two pages.
      await setImmediate();
    }
    for (const part of await threads.finish()) preparation.takePart(part);
  } finally {
    await threads.close();
  }
}

function nextOf(pages: Iterator<readonly StagedText[]>): readonly StagedText[] | undefined {
  const page = pages.next();
  return page.done === true ? undefined : page.value;
}

/** A page on its way to another thread; its records are known here from now on. */
function batchOf(
  page: readonly StagedText[],
  kind: MatchedKind,
  { preparation: { list }, binder, support }: Reading,
): TextBatch {
  const first = list.length;
  const judged = new Map<number, string>();
  for (const [index, record] of page.entries()) {
    if (binder.knows(record)) {
      binder.note(parsed(record, kind), first + index);
      judged.set(index, judgedName(record));
    }
    list.add(record);
  }
  return { ...packTexts(page), first, judged, companies: packCompanies(page, support.companyOf) };
}
