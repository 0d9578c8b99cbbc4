import { parentPort, workerData } from 'node:worker_threads';
import { KeyColumns } from './key-columns.ts';
import type { FeatureSupport } from './kind-model.ts';
import type { MatchedKind } from './matcher.ts';
import { modelNamed } from './models.ts';
import type { RowKeys } from './prepare.ts';
import { RowCollector } from './row-collector.ts';
import type { TablePart } from './table-parts.ts';
import { eachText, type TextBatch, unpackCompanies } from './text-batch.ts';
import type { Staged } from '../model/staged.ts';

/** What a thread that makes features is started with. */
export interface FeatureSetup {
  readonly model: string;
  readonly placeholders: readonly string[];
}

/** The answer to a batch, or to the end. */
export type FeatureReply = { readonly keys: RowKeys } | { readonly part: TablePart };

if (parentPort !== null) {
  const port = parentPort;
  const answer = answering(workerData as FeatureSetup);
  port.on('message', (batch: TextBatch | null) => {
    const reply = answer(batch);
    port.postMessage(reply, [...buffersOf(reply)]);
    if (batch === null) port.close();
  });
}

function answering({ model: name, placeholders }: FeatureSetup): (batch: TextBatch | null) => FeatureReply {
  const model = modelNamed(name);
  const known = new Set(placeholders);
  const rows = new KeyColumns();
  let near: number[] = [];
  const keys = new KeyColumns();
  const collector = new RowCollector(model, {
    row: (high, low, number, nearOf) => {
      rows.add(high, low, number);
      near.push(nearOf);
    },
    key: (high, low, number) => keys.add(high, low, number),
  });
  return (batch) => {
    if (batch === null) return { part: collector.table.handOver() };
    const support: FeatureSupport = { placeholders: known, companyOf: unpackCompanies(batch.companies) };
    eachText(batch, (text, index) => {
      const data = JSON.parse(text) as Staged<MatchedKind>['data'];
      const row = model.features({ data } as Staged<MatchedKind>, support);
      collector.add(batch.first + index, row, batch.judged.get(index));
    });
    const reply = { rows: rows.handOver(), keys: keys.handOver(), near: Uint32Array.from(near) };
    near = [];
    return { keys: reply };
  };
}

function* buffersOf(reply: FeatureReply): Generator<ArrayBuffer> {
  if ('keys' in reply) {
    for (const { high, low, record } of [reply.keys.rows, reply.keys.keys]) {
      yield* [high.buffer, low.buffer, record.buffer];
    }
    return;
  }
  yield reply.part.numbers.buffer;
  for (const column of reply.part.columns) {
    if (column === undefined) continue;
    const { starts, ids, dictionary } = column;
    const { ends, bytes, high, low } = dictionary;
    yield* [starts.buffer, ids.buffer, ends.buffer, bytes.buffer, high.buffer, low.buffer];
  }
}
