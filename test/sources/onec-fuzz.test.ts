import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { InputError } from '../../src/errors.ts';
import * as registry from '../../src/sources/index.ts';
import type { Source } from '../../src/sources/source.ts';
import { bytesInput } from '../bytes-input.ts';
import { collectRows } from '../collect-rows.ts';
import { cpuMs } from '../cost.ts';
import { testSeed } from '../seed.ts';

/** Mutated inputs per source: a hundred in every run, two thousand with `npm run test:fuzz`. */
const inputs = Number(process.env['PERENOS_FUZZ'] ?? 100);
const samples = resolve(import.meta.dirname, '../../samples');
const names = ['commerceml', 'enterprise-data', '1c-kd2', '1c-dump', '1c-odata', '1c-bank'];
const mostCpuMs = 60_000;
const mostMemory = 768 * 1024 ** 2;

type Random = (below: number) => number;

function randomFrom(start: number): Random {
  let state = start >>> 0;
  return (below) => {
    // xorshift32
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

type Mutation = (content: Buffer, random: Random) => Buffer;

/** What happens to files on their way, and what people with bad intentions do to them. */
const mutations: Readonly<Record<string, Mutation>> = {
  truncated: (content, random) => content.subarray(0, 1 + random(content.length)),
  beheaded: (content, random) => content.subarray(random(content.length - 1)),
  flipped: (content, random) => {
    const copy = Buffer.from(content);
    for (let left = 1 + random(20); left > 0; left -= 1) {
      const at = random(copy.length);
      copy[at] = (copy[at] ?? 0) ^ (1 << random(8));
    }
    return copy;
  },
  overwritten: (content, random) => {
    const copy = Buffer.from(content);
    const at = random(copy.length);
    copy.fill(random(256), at, Math.min(copy.length, at + random(200)));
    return copy;
  },
  'declared otherwise': (content, random) => {
    const encodings = ['windows-1251', 'utf-8', 'utf-16', 'koi8-r', 'x-unknown', 'cp866'];
    const text = content.toString('latin1');
    const encoding = encodings[random(encodings.length)] ?? '';
    return Buffer.from(
      text.replace(/encoding="[^"]*"/, `encoding="${encoding}"`).replace(/=(?:Windows|DOS)/, `=${encoding}`),
      'latin1',
    );
  },
  'in another encoding': (content, random) =>
    random(2) === 0
      ? Buffer.from(content.toString('utf8'), 'utf16le')
      : Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(content.toString('utf8'), 'utf16le')]),
  'with entities': (content, random) => insert(content, random, '&lol9;&#x1F;&#xD800;&amp;amp;amp;amp;quot;&'),
  'with a bomb': (content) => {
    const bomb = '<!DOCTYPE a [<!ENTITY l "lol"><!ENTITY m "&l;&l;&l;&l;&l;&l;&l;&l;">]>';
    const text = content.toString('latin1');
    const end = text.indexOf('?>') + 2;
    return Buffer.from(text.slice(0, end) + bomb + text.slice(end), 'latin1');
  },
  'nested deeply': (content, random) => insert(content, random, '<a>'.repeat(100 + random(2000))),
  'nested in brackets': (content, random) => insert(content, random, '{"a":['.repeat(100 + random(2000))),
  'with a long run': (content, random) => {
    const runs = ['я', ' ', '[', '(8', '"', '1', '&quot;', '\n ', '=', '<!---->', 'a ="', '{'];
    return insert(content, random, (runs[random(runs.length)] ?? '').repeat(random(100_000)));
  },
  'with a part twice': (content, random) => {
    const start = random(content.length);
    const end = start + random(content.length - start);
    return Buffer.concat([content.subarray(0, end), content.subarray(start)]);
  },
  'with a part gone': (content, random) => {
    const start = random(content.length);
    return Buffer.concat([content.subarray(0, start), content.subarray(start + random(300))]);
  },
  'glued to itself': (content) => Buffer.concat([content, content]),
};

function insert(content: Buffer, random: Random, text: string): Buffer {
  const at = random(content.length);
  return Buffer.concat([content.subarray(0, at), Buffer.from(text), content.subarray(at)]);
}

function samplesOf(name: string): readonly Buffer[] {
  const folder = join(samples, name);
  return readdirSync(folder)
    .filter((file) => !file.endsWith('.rows.json'))
    .map((file) => readFileSync(join(folder, file)));
}

const sources: readonly Source[] = Object.values(registry);

describe.each(names)(`${inputs} mutated inputs of %s (seed ${testSeed})`, (name) => {
  const source = sources.find((candidate) => candidate.name === name);
  if (source === undefined) throw new Error(`no source ${name}`);

  it('give rows or an InputError that names the file, in bounded time and memory', async () => {
    const random = randomFrom(testSeed + names.indexOf(name));
    const originals = samplesOf(name);
    const ways = Object.entries(mutations);
    for (let count = 0; count < inputs; count += 1) {
      const [way, mutate] = ways[count % ways.length] ?? ['', (content: Buffer) => content];
      const original = originals[random(originals.length)] ?? Buffer.alloc(1);
      const mutated = mutate(original, random);
      const input = bytesInput('mutated.xml', mutated.length === 0 ? Buffer.from(' ') : mutated);
      let failure: unknown;
      const spent = await cpuMs(async () => {
        failure = await collectRows(source, input).then(
          () => undefined,
          (error: unknown) => error,
        );
        await source.detect(input);
      });
      const said = `${way}, input ${count}: ${failure instanceof Error ? failure.stack : ''}`;
      if (failure !== undefined) {
        expect(failure, said).toBeInstanceOf(InputError);
        expect(JSON.stringify((failure as InputError).args), said).toContain('mutated.xml');
      }
      expect(spent, said).toBeLessThan(mostCpuMs);
    }
    expect(process.memoryUsage().rss).toBeLessThan(mostMemory);
  });
});
