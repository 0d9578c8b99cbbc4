import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { onTestFinished } from 'vitest';
import { defaultInputLimits, fileInput, headBytes, type Input, type InputLimits } from '../src/input.ts';

/** Bytes as an input without a path, as a part of an archive is one. */
export function bytesInput(file: string, content: Buffer, limits: Partial<InputLimits> = {}): Input {
  return {
    file,
    path: undefined,
    bytes: content.length,
    limits: { ...defaultInputLimits, ...limits },
    head: () => Promise.resolve(content.subarray(0, headBytes)),
    open: () => Readable.from(slices(content)),
  };
}

/** Bytes as a file on disk, removed when the test ends. */
export async function diskInput(file: string, content: Buffer, limits: Partial<InputLimits> = {}): Promise<Input> {
  const folder = mkdtempSync(join(tmpdir(), 'perenos-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, file);
  writeFileSync(path, content);
  return { ...(await fileInput(path, { ...defaultInputLimits, ...limits })), file };
}

function* slices(content: Buffer): Generator<Buffer> {
  for (let at = 0; at < content.length; at += 65_536) yield content.subarray(at, at + 65_536);
}
