import type { ServerResponse } from 'node:http';
import type { Answer } from './emulator.ts';

const json = 'application/json; charset=utf-8';

/** The ways in which an answer can leave the server, good and bad. */
export class Reply {
  readonly #response: ServerResponse;

  constructor(response: ServerResponse) {
    this.#response = response;
  }

  send(answer: Answer): void {
    this.sendBytes(answer, Buffer.from(answer.body));
  }

  /** The bytes given instead of the body. */
  sendBytes(answer: Answer, bytes: Buffer): void {
    if (this.#response.destroyed) return;
    this.#head(answer, bytes.length);
    this.#response.end(bytes);
  }

  /** Promises the whole body, sends half of it and breaks the connection. */
  truncate(answer: Answer): void {
    const bytes = Buffer.from(answer.body);
    this.#head(answer, bytes.length);
    this.#response.write(bytes.subarray(0, bytes.length >> 1), () => this.reset());
  }

  /** One byte at a time; `pause` is waited for before each. */
  async trickle(answer: Answer, pause: () => Promise<void>): Promise<void> {
    const bytes = Buffer.from(answer.body);
    this.#head(answer, bytes.length);
    for (let at = 0; at < bytes.length; at += 1) {
      await pause();
      if (this.#response.destroyed) return;
      this.#response.write(bytes.subarray(at, at + 1));
    }
    this.#response.end();
  }

  /** Breaks the connection so that the client sees a reset. */
  reset(): void {
    const { socket } = this.#response;
    if (socket === null) return;
    // Under TLS there is no `resetAndDestroy` of the outer socket; cutting it off looks the same to a client.
    if ('resetAndDestroy' in socket && !('encrypted' in socket)) socket.resetAndDestroy();
    else socket.destroy();
  }

  /** Leaves the client waiting; `gone` is called when it has hung up. */
  hold(gone: () => void): void {
    this.#response.once('close', gone);
  }

  #head({ status, headers = {} }: Answer, length: number): void {
    this.#response.writeHead(status, { 'content-type': json, 'content-length': length, ...headers });
  }
}
