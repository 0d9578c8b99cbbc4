import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { commandName } from '../../src/commands/command.ts';
import { commandDefinitions } from '../../src/commands/index.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { perenos } from './perenos.ts';
import { shellWords } from './shell-words.ts';

/** One folder for all of them, in the order of the list: what `plan` writes is what `show` and `apply` are shown with. */
const folder = temporaryFolder('perenos-examples-');

beforeAll(() => {
  cpSync(join(import.meta.dirname, '..', '..', 'samples'), join(folder, 'samples'), { recursive: true });
});

/** Reads stdin, never ends by itself, or needs a CRM or an operation in doubt: not run here. */
const servers = new Set([
  'review serve',
  'emulate bitrix24',
  'emulate amocrm',
  'ops resolve',
  'target login',
  'target doctor',
  'target schema',
  'target prepare',
]);

describe.each(commandDefinitions.filter(({ path }) => !servers.has(path.join(' '))))('$path', (definition) => {
  test('has two examples or more', () => {
    expect(definition.examples.length).toBeGreaterThanOrEqual(2);
  });

  test.each(definition.examples)('%s runs as it stands', (example) => {
    const [name, ...words] = shellWords(example);
    expect(name).toBe('perenos');
    expect(words.join(' ')).toContain(commandName(definition));
    const { code, err } = perenos(folder, ...words);
    expect([0, ...definition.exitCodes], err).toContain(code);
  });
});
