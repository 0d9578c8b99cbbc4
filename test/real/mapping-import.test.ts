import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { compileMappingText } from '../../src/mapping/compile.ts';
import { convertMapping } from '../../src/mapping/import/convert.ts';
import { readCumulusci } from '../../src/mapping/import/cumulusci.ts';
import type { ForeignMapping } from '../../src/mapping/import/foreign.ts';
import { readSdl } from '../../src/mapping/import/sdl.ts';
import { unaccounted } from '../mapping/import-accounting.ts';

const data = join(import.meta.dirname, '..', '..', '..', 'shared', 'data', 'salesforce');
const isThere = existsSync(data);
const list = (folder: string, end: string) =>
  isThere
    ? readdirSync(join(data, folder))
        .filter((name) => name.endsWith(end))
        .map((name) => join(folder, name))
    : [];
const read = (file: string): ForeignMapping => {
  const text = readFileSync(join(data, file), 'utf8');
  return file.endsWith('.sdl') ? readSdl(text, { name: file.replace(/^.*[\\/]|\.sdl$/g, '') }) : readCumulusci(text);
};
const files = [...list('data-loader', '.sdl'), ...list('cumulusci', '.yml'), ...list('npsp', '.yml')];

describe.skipIf(!isThere)(isThere ? 'collected mappings' : 'collected mappings (skipped: ../shared is absent)', () => {
  test('are all there', () => {
    expect(files.length).toBe(17);
  });

  test.each(files)('%s: every column is kept or listed', (file) => {
    const foreign = read(file);
    expect(unaccounted(foreign, convertMapping(foreign, 'imported'))).toEqual([]);
  });

  test.each(files)('%s: what comes out has no fault but a required field that was not mapped', async (file) => {
    const made = convertMapping(read(file), 'imported');
    const problems = await compileMappingText(made.text, { file: 'm.yaml', path: join(data, 'm.yaml') }).then(
      () => [],
      (error: { problems: { code: string }[] }) => error.problems.map(({ code }) => code),
    );
    expect(problems.filter((code) => code !== 'mapping.required-field')).toEqual([]);
  });

  test('exports are turned around, constants and parents are kept', () => {
    const pairs = (file: string) => read(join('data-loader', file)).steps[0]?.pairs;
    expect(pairs('accountExtractMap.sdl')).toContainEqual({ field: 'BillingCity', column: 'BILLINGCITY' });
    expect(pairs('accountInsertMap.sdl')).toContainEqual({ field: 'BillingCity', column: 'BILLINGCITY' });
    expect(pairs('accountMasterMap.sdl')).toContainEqual({ field: 'Integration_Status__c', constant: 'valid' });
    expect(pairs('constantMappingInCsvMap.sdl')).toContainEqual({ field: 'ShippingState', constant: 'California' });
    expect(pairs('soqlWithRelationshipsMap.sdl')).toContainEqual({ field: 'Account.Name', column: 'Account_Name' });
    expect(read(join('data-loader', 'upsertFkAccountNewFormatCsvMap.sdl')).steps[0]?.lookups).toEqual([
      { field: 'Parent', objects: ['Account'], parentField: 'Oracle_Id__c', column: 'PARENT' },
    ]);
  });
});
