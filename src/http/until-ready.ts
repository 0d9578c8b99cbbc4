import type { Socket } from 'node:net';
import { HttpFault } from './fault.ts';

/** Waits for the event that makes a connection usable; closes it when it fails or nobody waits any more. */
export function untilReady<S extends Socket>(
  socket: S,
  event: 'connect' | 'secureConnect',
  signal: AbortSignal | undefined,
): Promise<S> {
  return new Promise((resolve, reject) => {
    const end = (): void => {
      signal?.removeEventListener('abort', abort);
      socket.off(event, ready).off('error', fail).off('close', closed);
    };
    const ready = (): void => {
      end();
      resolve(socket);
    };
    const fail = (cause: Error): void => {
      end();
      // What still comes of a connection nobody wants must not end the program.
      socket.on('error', () => {}).destroy();
      reject(cause);
    };
    const closed = (): void => fail(Object.assign(new Error('the connection was closed'), { code: 'ECONNRESET' }));
    const abort = (): void => {
      const reason: unknown = signal?.reason;
      fail(reason instanceof Error ? reason : new HttpFault('ABORTED', 'interrupted'));
    };
    socket.once(event, ready).once('error', fail).once('close', closed);
    if (signal?.aborted === true) abort();
    else signal?.addEventListener('abort', abort, { once: true });
  });
}
