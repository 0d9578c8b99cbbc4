import { Readable } from 'node:stream';
import { expect, it } from 'vitest';
import { defaultInputLimits, headBytes, setInput, type Input } from '../../../src/input.ts';
import { salesforce } from '../../../src/sources/salesforce.ts';
import { collector } from '../../collect-rows.ts';
import { csv, sid } from '../../salesforce-reading.ts';

/** A file that exists only while it is read: one row again and again. */
function endless(name: string, header: readonly string[], row: readonly string[], megabytes: number): Input {
  const start = Buffer.from(csv(header));
  const line = csv(row);
  const chunk = Buffer.from(line.repeat(Math.floor((256 * 1024) / Buffer.byteLength(line))));
  const chunks = megabytes * 4;
  function* pieces(): Generator<Buffer> {
    yield start;
    for (let count = 0; count < chunks; count += 1) yield chunk;
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
  const long = 'Очень длинное описание '.repeat(4);
  const input = setInput('export', [
    endless(
      'Task.csv',
      ['Id', 'IsDeleted', 'Subject', 'Description', 'WhoId', 'WhatId', 'CreatedDate'],
      [sid('00T', 1), '0', 'Позвонить', long, sid('003', 1), sid('001', 1), '2026-01-02 03:04:05'],
      100,
    ),
    endless(
      'CampaignMember.csv',
      ['Id', 'IsDeleted', 'CampaignId', 'ContactId'],
      [sid('00v', 1), '0', sid('701', 1), sid('003', 1)],
      30,
    ),
  ]);
  const { context } = collector();
  const before = process.memoryUsage.rss();
  let peak = before;
  let rows = 0;
  for await (const batch of salesforce.read(input, {}, context)) {
    rows += batch.length;
    peak = Math.max(peak, process.memoryUsage.rss());
  }
  expect(rows).toBeGreaterThan(500_000);
  expect((peak - before) / 1e6).toBeLessThan(200);
}, 120_000);
