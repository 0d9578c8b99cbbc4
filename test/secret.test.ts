import { chmodSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Redaction } from '../src/redaction.ts';
import { findSecret, keepSecret, type SecretPlaces } from '../src/secret.ts';
import { temporaryFolder } from './temporary-folder.ts';

function secretsIn(more: Partial<SecretPlaces>) {
  const redaction = new Redaction();
  const places: SecretPlaces = { tokenFiles: [], environment: {}, kept, isCi: false, redaction, ...more };
  return { redaction, of: (name: string, all: readonly string[] = [name]) => findSecret(name, all, places) };
}

const folder = temporaryFolder('perenos-secret-');
const kept = join(folder, 'kept');
let files = 0;

function secretFile(content: string, mode = 0o600): string {
  const file = join(folder, `${(files += 1)}.txt`);
  writeFileSync(file, content);
  chmodSync(file, mode);
  return file;
}

describe('the secret of a connection', () => {
  const flag = secretFile('из-флага-1\n');
  const named = secretFile('\uFEFFиз-файла-2\n');
  const environment = { PERENOS_MY_CRM_TOKEN_FILE: named, PERENOS_MY_CRM_TOKEN: 'из-переменной-3' };

  it('is that of --token-file, then of the file in a variable, then of the variable', () => {
    expect(secretsIn({ tokenFiles: [flag], environment }).of('my-crm')).toEqual({ value: 'из-флага-1' });
    expect(secretsIn({ environment }).of('my-crm')).toEqual({ value: 'из-файла-2' });
    expect(secretsIn({ environment: { PERENOS_MY_CRM_TOKEN: ' x-3 ' }, isCi: true }).of('my-crm')).toEqual({
      value: 'x-3',
    });
    expect(secretsIn({ environment: { PERENOS_MY_CRM_TOKEN: '' } }).of('my-crm')).toBeUndefined();
    expect(secretsIn({ environment }).of('other')).toBeUndefined();
  });

  it('in a variable is fine in CI only', () => {
    const variable = 'PERENOS_БАЗА_TOKEN';
    const found = secretsIn({ environment: { [variable]: 'секрет' } }).of('база');
    expect(found).toEqual({ value: 'секрет', warning: { code: 'http.secret-in-environment', args: { variable } } });
  });

  it.skipIf(process.platform === 'win32')('in a file that others can read is taken with a warning', () => {
    const file = secretFile('открытый', 0o644);
    expect(secretsIn({ tokenFiles: [file] }).of('crm')).toEqual({
      value: 'открытый',
      warning: { code: 'http.open-secret', args: { file } },
    });
  });

  it('goes to the connection it is named for, and never to one of several it is not', () => {
    const crm = secretFile('для-црм');
    const { of } = secretsIn({ tokenFiles: [`crm=${crm}`], environment: { PERENOS_BASE_TOKEN_FILE: named } });
    expect(of('crm', ['crm', 'base'])).toEqual({ value: 'для-црм' });
    expect(of('base', ['crm', 'base'])).toEqual({ value: 'из-файла-2' });
    const plain = secretsIn({ tokenFiles: [crm] });
    expect(() => plain.of('crm', ['crm', 'base'])).toThrow('{"connections":"base, crm"}');
    expect(plain.of('crm', ['crm'])).toEqual({ value: 'для-црм' });
  });

  it('is not an empty file or one that is not there', () => {
    expect(() => secretsIn({ tokenFiles: [secretFile(' \n')] }).of('crm')).toThrow('http.empty-secret');
    expect(() => secretsIn({ tokenFiles: ['/no/such/file'] }).of('crm')).toThrow('input.not-found');
  });

  it('is kept out of what is said from then on', () => {
    const { of, redaction } = secretsIn({ tokenFiles: [flag] });
    expect(redaction.text('из-флага-1')).toBe('из-флага-1');
    of('crm');
    expect(redaction.text('ответ: из-флага-1')).toBe('ответ: ***');
  });
});

describe('a kept secret', () => {
  it('is found by the runs to come, the one before it stays beside it, and nobody else may read it', () => {
    keepSecret(kept, 'base', 'первый-секрет');
    keepSecret(kept, 'base', 'второй-секрет');
    expect(secretsIn({}).of('base')?.value).toBe('второй-секрет');
    expect(readFileSync(join(kept, 'base.previous'), 'utf8')).toBe('первый-секрет');
    expect(statSync(join(kept, 'base')).mode & 0o077).toBe(0);
  });

  it('of a connection whose name looks like a path stays in its folder', () => {
    keepSecret(kept, '../../elsewhere', 's');
    expect(readdirSync(kept)).toContain('%2E%2E%2F%2E%2E%2Felsewhere');
  });
});
