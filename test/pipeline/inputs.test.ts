import { mkdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { defaultInputLimits } from '../../src/input.ts';
import { findInputs, hashInput, recognise, sourceInputs } from '../../src/pipeline/inputs.ts';
import * as registry from '../../src/sources/index.ts';
import { account, csv, header } from '../salesforce-reading.ts';
import { workdir } from '../workdir.ts';
import { zip } from '../zip.ts';

const sources = Object.values(registry);

function exportIn(folder: ReturnType<typeof workdir>): void {
  const part = (number: number): Buffer => zip([{ name: 'Account.csv', data: csv(header, account(number)) }]);
  folder.write('WE_00D5g000000AbcdEAC_1.ZIP', part(1));
  folder.write('WE_00D5g000000AbcdEAC_2.ZIP', part(2));
}

describe('the inputs that paths name', () => {
  it('are one where the files are parts of one export, in whatever way they are named', async () => {
    const folder = workdir();
    exportIn(folder);
    folder.write('prices.csv', 'a;b\n1;2\n');
    const search = { base: folder.folder, limits: defaultInputLimits, sources };
    const ways = [['WE_*.ZIP'], ['WE_00D5g000000AbcdEAC_2.ZIP', 'WE_00D5g000000AbcdEAC_1.ZIP']];
    for (const patterns of ways) {
      const found = await sourceInputs(patterns, search);
      expect(found.map(({ file, parts }) => [file, parts?.length])).toEqual([['WE_00D5g000000AbcdEAC_*.ZIP', 2]]);
    }
    const mixed = await sourceInputs(['prices.csv', 'WE_*.ZIP'], search);
    expect(mixed.map(({ file, parts }) => [file, parts?.length])).toEqual([
      ['prices.csv', undefined],
      ['WE_00D5g000000AbcdEAC_*.ZIP', 2],
    ]);
  });

  it('are those of the format where the pattern leaves the ending open: neither the mapping nor what a run left beside them', async () => {
    const folder = workdir();
    exportIn(folder);
    folder.write('perenos.yaml', 'perenos: 1\n');
    folder.write('crm.db', 'x');
    mkdirSync(folder.path('.perenos'));
    const search = { base: folder.folder, limits: defaultInputLimits, sources, format: 'salesforce' };
    const found = await sourceInputs(['*.*'], search);
    expect(found.map(({ file, parts }) => [file, parts?.length])).toEqual([['WE_00D5g000000AbcdEAC_*.ZIP', 2]]);
    // What could be of the format and is not is named by the reader of the export.
    folder.write('report.json', '{}');
    const [whole] = await sourceInputs(['*.*'], search);
    expect(whole?.parts?.map(({ file }) => file)).toContain('report.json');
  });

  it('stay apart where a source reads files one by one', async () => {
    const folder = workdir();
    folder.write('one.csv', 'a;b\n1;2\n');
    folder.write('two.csv', 'a;b\n1;2\n');
    const found = await sourceInputs(['*.csv'], { base: folder.folder, limits: defaultInputLimits, sources });
    expect(found.map(({ file }) => file)).toEqual(['one.csv', 'two.csv']);
  });
});

describe('a folder', () => {
  it('is one input with a part for each file, hidden and empty ones left out', async () => {
    const folder = workdir();
    exportIn(folder);
    mkdirSync(folder.path('deep'));
    folder.write('deep/x.txt', 'x');
    folder.write('.hidden', 'x');
    folder.write('nothing.csv', '');
    const [input] = await findInputs(folder.folder, '/', defaultInputLimits);
    expect(input?.parts?.map(({ name }) => name)).toEqual([
      'WE_00D5g000000AbcdEAC_1.ZIP',
      'WE_00D5g000000AbcdEAC_2.ZIP',
      'deep/x.txt',
    ]);
    if (input === undefined) return;
    expect((await recognise(input, sources)).source.name).toBe('salesforce');
    await expect(recognise(input, sources, 'csv')).rejects.toMatchObject({ code: 'input.directory' });
    const before = await hashInput(input);
    folder.write('deep/x.txt', 'y');
    const [changed] = await findInputs(folder.folder, '/', defaultInputLimits);
    expect(changed === undefined ? '' : await hashInput(changed)).not.toBe(before);
  });

  it('that no source knows is refused as a folder', async () => {
    const folder = workdir();
    folder.write('notes.txt', 'hello');
    const [input] = await findInputs(folder.folder, '/', defaultInputLimits);
    if (input === undefined) throw new Error('no input');
    await expect(recognise(input, sources)).rejects.toMatchObject({ code: 'input.directory', exitCode: 3 });
  });

  it('holds no more files than an archive may', async () => {
    const folder = workdir();
    folder.write('one.txt', '1');
    folder.write('two.txt', '2');
    const limits = { ...defaultInputLimits, archiveEntries: 1 };
    await expect(findInputs(folder.folder, '/', limits)).rejects.toMatchObject({ code: 'input.limit' });
  });
});
