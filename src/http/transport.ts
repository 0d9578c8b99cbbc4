import { Agent, type ClientRequest, type ClientRequestArgs } from 'node:http';
import { Agent as SecureAgent } from 'node:https';
import type { Duplex } from 'node:stream';
import { connector, type ConnectionSettings } from './connection.ts';

/** How servers are reached: whom to trust and which proxy to go through. Made once for a command. */
export interface Transport {
  /** Hands out connections that are open, and over TLS verified. */
  readonly agentFor: (url: URL) => Agent;
  /** Drops the connections that wait for a next request; they do not keep the program alive. */
  readonly close: () => void;
}

/**
 * Common servers drop a connection that waits after 5 seconds and more (Node.js, Apache) or say how long in `Keep-Alive`; ours are
 * dropped before, since a request written to a connection that is just being dropped looks like a lost answer.
 */
const idleMs = 4_000;

export function openTransport(settings: ConnectionSettings = {}): Transport {
  const connect = connector(settings);
  const options = { keepAlive: true, timeout: idleMs };
  const plain = withConnections(new Agent(options), connect.plain);
  const secure = withConnections(new SecureAgent(options), connect.secure);
  return {
    agentFor: ({ protocol }) => (protocol === 'https:' ? secure : plain),
    close: () => {
      plain.destroy();
      secure.destroy();
    },
  };
}

type Connect = (options: ClientRequestArgs) => Promise<Duplex>;
type Done = (error: Error | null, stream: Duplex) => void;

async function hand(connecting: Promise<Duplex>, done: Done | undefined): Promise<void> {
  const settled = await connecting.catch((cause: unknown) =>
    cause instanceof Error ? cause : new Error(String(cause)),
  );
  // Without a stream when there is an error, though the type wants one.
  if (settled instanceof Error) (done as ((error: Error) => void) | undefined)?.(settled);
  else done?.(null, settled);
}

/** An agent whose requests get their connection only when it is usable: before that, an error means that nothing was sent. */
function withConnections<A extends Agent>(agent: A, connect: Connect): A {
  const createConnection = (options: ClientRequestArgs, done?: Done): undefined => {
    void hand(connect(options), done);
    return undefined;
  };
  const keepSocketAlive = agent.keepSocketAlive.bind(agent);
  const reuseSocket = agent.reuseSocket.bind(agent);
  return Object.assign(agent, {
    createConnection,
    keepSocketAlive(socket: Duplex): boolean | void {
      socket.once('end', drop);
      return keepSocketAlive(socket);
    },
    reuseSocket(socket: Duplex, request: ClientRequest): void {
      socket.off('end', drop);
      reuseSocket(socket, request);
    },
  });
}

/** A waiting connection that the server closes is gone at once, not when our half is closed too. */
function drop(this: Duplex): void {
  this.destroy();
}
