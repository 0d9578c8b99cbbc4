import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

/** What becomes of one connection: it is dropped before a byte has passed, or breaks after so many bytes in one direction. */
export type Fate = 'dropped' | { readonly cut: 'request' | 'answer'; readonly after: number };

export interface Wire {
  readonly port: number;
  /** Connections by what became of them. */
  readonly broken: ReadonlyMap<string, number>;
}

/** A line to a server of this computer on which connections break; whatever is spoken on it, TLS too. */
export async function wireTo(port: number, fateOf: () => Fate): Promise<Wire> {
  const broken = new Map<string, number>();
  const open = new Set<Socket>();
  const server = createServer((near) => {
    const fate = fateOf();
    const name = typeof fate === 'string' ? fate : `cut ${fate.cut}`;
    broken.set(name, (broken.get(name) ?? 0) + 1);
    near.on('error', () => {});
    if (fate === 'dropped') return void near.destroy();
    const far = connect(port, '127.0.0.1');
    far.on('error', () => {});
    const end = (): void => {
      near.destroy();
      far.destroy();
    };
    for (const socket of [near, far]) {
      open.add(socket);
      socket.on('close', () => {
        open.delete(socket);
        end();
      });
    }
    pass(near, far, { left: cutAfter(fate, 'request'), end });
    pass(far, near, { left: cutAfter(fate, 'answer'), end });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    for (const socket of open) socket.destroy();
    server.close();
  });
  return { port: (server.address() as AddressInfo).port, broken };
}

function cutAfter({ cut, after }: Exclude<Fate, string>, direction: 'request' | 'answer'): number {
  return cut === direction ? after : Infinity;
}

function pass(from: Socket, to: Socket, { left, end }: { readonly left: number; readonly end: () => void }): void {
  let open = left;
  from.on('data', (bytes) => {
    const some = bytes.length < open ? bytes : bytes.subarray(0, open);
    open -= some.length;
    // What has passed arrives, then nothing more does.
    to.write(some, () => (open <= 0 ? end() : undefined));
  });
}
