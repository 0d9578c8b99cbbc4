import { describe, expect, test } from 'vitest';
import { checkTokenFiles } from '../../src/commands/connection-secret.ts';
import { readConfig } from '../../src/config.ts';
import type { CompiledMapping } from '../../src/mapping/compiled.ts';
import { workdir } from '../workdir.ts';

type Connections = Pick<CompiledMapping, 'sources' | 'target'>;

/** A mapping as far as its connections go. */
const mappingOf = (
  sources: readonly string[],
  target: { readonly type: string; readonly connection?: string },
): Connections => ({ sources: sources.map((connection) => ({ connection })), target }) as unknown as Connections;

const check = (tokenFile: readonly string[], mapping: Connections) => () =>
  checkTokenFiles({ config: readConfig({ tokenFile }, { CI: '1' }, '0') }, mapping);

describe('a file with a secret', () => {
  test('is refused before any server is called when it may be of several connections', () => {
    const file = workdir().write('token.txt', 'secret-1');
    const several = mappingOf(['base'], { type: 'bitrix24', connection: 'portal' });
    expect(check([file], several)).toThrow('{"connections":"base, portal"}');
    expect(check([`base=${file}`, `portal=${file}`], several)).not.toThrow();
    // The connection of a target without a name is called after its type.
    expect(check([file], mappingOf(['base'], { type: 'amocrm' }))).toThrow('{"connections":"amocrm, base"}');
  });

  test('is of the only connection there is', () => {
    const file = workdir().write('token.txt', 'secret-1');
    expect(check([file], mappingOf(['base', 'base'], { type: 'sqlite' }))).not.toThrow();
    expect(check([file], mappingOf([], { type: 'bitrix24', connection: 'portal' }))).not.toThrow();
  });
});

test('a secret is read once, though several parts of a command ask for it', () => {
  const { write } = workdir();
  const file = write('token.txt', 'secret-1');
  const config = readConfig({ tokenFile: [file] }, { CI: '1' }, '0');
  expect(config.secret('base', ['base'])?.value).toBe('secret-1');
  write('token.txt', 'secret-2');
  expect(config.secret('base', ['base'])?.value).toBe('secret-1');
});
