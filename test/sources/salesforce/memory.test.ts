import { Readable } from 'node:stream';
import { expect, it } from 'vitest';
import { defaultInputLimits, headBytes, setInput, type Input } from '../../../src/input.ts';
import { salesforce } from '../../../src/sources/salesforce.ts';
import { collector } from '../../collect-rows.ts';
import { memoryGrowth } from '../../cost.ts';
import { csv, sid } from '../../salesforce-reading.ts';

interface Size {
  readonly megabytes: number;
  /** Called now and then while the file is read. */
  readonly look: () => void;
}

/** A file that exists only while it is read: one row again and again. */
function endless(name: string, header: readonly string[], row: readonly string[], size: Size): Input {
  const start = Buffer.from(csv(header));
  const line = csv(row);
  const chunk = Buffer.from(line.repeat(Math.floor((256 * 1024) / Buffer.byteLength(line))));
  const chunks = size.megabytes * 4;
  function* pieces(): Generator<Buffer> {
    yield start;
    for (let count = 1; count <= chunks; count += 1) {
      if (count % 20 === 0) size.look();
      yield chunk;
    }
  }
  return {
    file: name,
    name,
    path: undefined,
    bytes: start.length + chunk.length * chunks,
    limits: defaultInputLimits,
    head: () => Promise.resolve(Buffer.concat([start, chunk]).subarray(0, headBytes)),
    open: () => Readable.from(pieces()),
  };
}

it('holds neither the rows of an export nor its relations', async () => {
  const { look, grownMb } = memoryGrowth();
  const long = 'Очень длинное описание '.repeat(4);
  const input = setInput('export', [
    endless(
      'Task.csv',
      ['Id', 'IsDeleted', 'Subject', 'Description', 'WhoId', 'WhatId', 'CreatedDate'],
      [sid('00T', 1), '0', 'Позвонить', long, sid('003', 1), sid('001', 1), '2026-01-02 03:04:05'],
      { megabytes: 100, look },
    ),
    endless(
      'CampaignMember.csv',
      ['Id', 'IsDeleted', 'CampaignId', 'ContactId'],
      [sid('00v', 1), '0', sid('701', 1), sid('003', 1)],
      { megabytes: 30, look },
    ),
  ]);
  const { context } = collector();
  let rows = 0;
  for await (const batch of salesforce.read(input, {}, context)) rows += batch.length;
  expect(rows).toBeGreaterThan(500_000);
  expect(grownMb()).toBeLessThan(40);
});
