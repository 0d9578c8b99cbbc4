import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { fileInput } from '../../src/input.ts';
import * as registry from '../../src/sources/index.ts';
import type { Source } from '../../src/sources/source.ts';
import { keepsSourceContract } from './source.ts';

const sources: readonly Source[] = Object.values(registry);

describe.each(Object.entries(registry))('source %s', (exported, source: Source) => {
  it('is registered under its own name', () => {
    expect(source.name.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase())).toBe(exported);
  });

  // A server is no sample: `test/sources/database/` tries them on real ones.
  if (source.isRemote !== true) keepsSourceContract(source, sources);
});

describe('a file that cannot be read at all', () => {
  function folder(): string {
    const path = mkdtempSync(join(tmpdir(), 'perenos-input-'));
    onTestFinished(() => rmSync(path, { recursive: true, force: true }));
    return path;
  }

  it('is named when it is missing', async () => {
    await expect(fileInput(join(folder(), 'none.csv'))).rejects.toMatchObject({ code: 'input.not-found', exitCode: 3 });
  });

  it('is named when it is a folder', async () => {
    await expect(fileInput(folder())).rejects.toMatchObject({ code: 'input.directory' });
  });

  it('is named when it is empty', async () => {
    const path = join(folder(), 'empty.csv');
    writeFileSync(path, '');
    await expect(fileInput(path)).rejects.toMatchObject({ code: 'input.empty' });
  });

  it.skipIf(process.getuid?.() === 0)(
    'is named when it may not be read (not as root, who may read everything)',
    async () => {
      const path = join(folder(), 'secret.csv');
      writeFileSync(path, 'a,b\n1,2\n');
      chmodSync(path, 0);
      const input = await fileInput(path);
      await expect(input.head()).rejects.toMatchObject({ code: 'input.no-permission' });
    },
  );
});
