import { closeSync, openSync, readSync, writeSync } from 'node:fs';
import type { Staged, StagedText } from '../../../src/model/staged.ts';

type Contact = Staged<'contact'>;

const PAGE = 1000;
const LINE_END = 10;

/** Writes records one a line: their places and data as the text that a plan would hold, so that reading them costs next to nothing. */
export function writeRecords(path: string, pages: Iterable<readonly Contact[]>): void {
  const file = openSync(path, 'w');
  for (const page of pages) {
    const lines = page.map(({ seq, system, key, data }) => `${seq}\t${system}\t${key}\t${JSON.stringify(data)}\n`);
    writeSync(file, lines.join(''));
  }
  closeSync(file);
}

/** Reads them again, a thousand at a time. */
export function* readTexts(path: string): Generator<readonly StagedText[]> {
  let page: StagedText[] = [];
  for (const line of linesOf(path)) {
    const [seq = '', system = '', key = '', text = ''] = line.split('\t');
    page.push({ seq: Number(seq), system, key, text });
    if (page.length < PAGE) continue;
    yield page;
    page = [];
  }
  if (page.length > 0) yield page;
}

function* linesOf(path: string): Generator<string> {
  const file = openSync(path, 'r');
  const chunk = Buffer.alloc(1 << 20);
  let kept = 0;
  for (let read = readSync(file, chunk, 0, chunk.length, null); read > 0;) {
    const end = kept + read;
    let from = 0;
    for (let at = chunk.indexOf(LINE_END, kept); at !== -1 && at < end; at = chunk.indexOf(LINE_END, from)) {
      yield chunk.toString('utf8', from, at);
      from = at + 1;
    }
    chunk.copyWithin(0, from, end);
    kept = end - from;
    read = readSync(file, chunk, kept, chunk.length - kept, null);
  }
  closeSync(file);
}
