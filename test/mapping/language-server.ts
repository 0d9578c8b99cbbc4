import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';

const require = createRequire(import.meta.url);
const manifest = require.resolve('yaml-language-server/package.json');
const server = join(dirname(manifest), 'bin', 'yaml-language-server');

const message = z.looseObject({
  id: z.union([z.number(), z.string()]).optional(),
  method: z.string().optional(),
  params: z.unknown().optional(),
  result: z.unknown().optional(),
  error: z.unknown().optional(),
});

const position = z.object({ line: z.number(), character: z.number() });
const diagnostics = z.object({
  uri: z.string(),
  diagnostics: z.array(z.object({ message: z.string(), range: z.object({ start: position }) })),
});
const completion = z.union([
  z.object({ items: z.array(z.object({ label: z.string() })) }).transform(({ items }) => items),
  z.array(z.object({ label: z.string() })),
]);
const hover = z.object({ contents: z.object({ value: z.string() }) }).nullable();

/** A place in a text, as editors count: from 0. */
export interface Cursor {
  readonly line: number;
  readonly character: number;
}

/** The language server that editors run for YAML, spoken to over stdio as an editor does. */
export async function languageServer() {
  const child = spawn(process.execPath, [server, '--stdio'], { stdio: ['pipe', 'pipe', 'ignore'] });
  const waiting = new Map<number, (result: unknown) => void>();
  const found = new Map<string, (found: z.infer<typeof diagnostics>['diagnostics']) => void>();
  let nextId = 1;
  const send = (content: Record<string, unknown>) => {
    const text = JSON.stringify({ jsonrpc: '2.0', ...content });
    child.stdin.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
  };
  const request = (method: string, params: unknown) =>
    new Promise<unknown>((resolve) => {
      const id = nextId++;
      waiting.set(id, resolve);
      send({ id, method, params });
    });
  const take = (text: string) => {
    const { id, method, params, result } = message.parse(JSON.parse(text));
    if (method === 'textDocument/publishDiagnostics') {
      const published = diagnostics.parse(params);
      found.get(published.uri)?.(published.diagnostics);
    } else if (method !== undefined && id !== undefined) {
      // The server asks for settings; it gets none beside those it was given.
      send({ id, result: method === 'workspace/configuration' ? [settings, null, null, null, null] : null });
    } else if (typeof id === 'number') {
      waiting.get(id)?.(result);
      waiting.delete(id);
    }
  };
  let buffer = Buffer.alloc(0);
  child.stdout.on('data', (part: Buffer) => {
    buffer = Buffer.concat([buffer, part]);
    for (;;) {
      const end = buffer.indexOf('\r\n\r\n');
      const [, length] = /Content-Length: (\d+)/i.exec(buffer.subarray(0, Math.max(0, end)).toString()) ?? [];
      if (length === undefined || buffer.length < end + 4 + Number(length)) return;
      take(buffer.subarray(end + 4, end + 4 + Number(length)).toString());
      buffer = buffer.subarray(end + 4 + Number(length));
    }
  });
  await request('initialize', { processId: process.pid, rootUri: null, capabilities: editor });
  send({ method: 'initialized', params: {} });
  send({ method: 'workspace/didChangeConfiguration', params: { settings: { yaml: settings } } });
  let opened = 0;
  const open = (file: string, text: string) => {
    const uri = pathToFileURL(`${file}-${opened++}.yaml`).href;
    const result = new Promise<z.infer<typeof diagnostics>['diagnostics']>((resolve) => found.set(uri, resolve));
    send({ method: 'textDocument/didOpen', params: { textDocument: { uri, languageId: 'yaml', version: 1, text } } });
    return { uri, result };
  };
  return {
    /** What is wrong with a text; it names its schema in its first line. */
    diagnose: (file: string, text: string) => open(file, text).result,
    async complete(file: string, text: string, at: Cursor): Promise<readonly string[]> {
      const { uri, result } = open(file, text);
      await result;
      const items = await request('textDocument/completion', { textDocument: { uri }, position: at });
      return completion.parse(items).map(({ label }) => label);
    },
    async hover(file: string, text: string, at: Cursor): Promise<string> {
      const { uri, result } = open(file, text);
      await result;
      return (
        hover.parse(await request('textDocument/hover', { textDocument: { uri }, position: at }))?.contents.value ?? ''
      );
    },
    stop: () => void child.kill(),
  };
}

const settings = {
  validate: true,
  completion: true,
  hover: true,
  schemaStore: { enable: false },
  format: { enable: false },
};

const editor = {
  textDocument: {
    completion: { completionItem: { snippetSupport: true } },
    hover: { contentFormat: ['markdown'] },
    publishDiagnostics: {},
  },
  workspace: { configuration: true },
};
