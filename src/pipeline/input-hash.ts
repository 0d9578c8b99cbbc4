import type { Input } from '../input.ts';
import { setInputHash } from '../store/plan-staging.ts';
import type { Plan } from '../store/plan.ts';
import { startDigest, type DigestTask } from '../store/digest-thread.ts';
import { canThread } from '../store/task-thread.ts';
import { hashInput } from './inputs.ts';

/** The hash of an input, being made. */
interface Hashing {
  /** SHA-256 of the input's bytes, in hex. @throws InputError when they cannot be read */
  ready(): Promise<string>;
  /** Ends it, however far it has come. */
  end(): Promise<void>;
}

/** What a thread is given. */
export interface HashTask extends DigestTask {
  readonly path: string;
}

/** Smaller files are hashed sooner than a thread is started. */
const bytesBeforeThread = 32 * 1024 * 1024;

/** Hashes of what is ingested: of a large file made in a thread while it is read, as that takes half a second of each 250 MB. */
export class InputHashes {
  private readonly bytesBefore: number;
  private readonly underWay = new Map<number, Hashing>();

  /** `bytesBefore`: so many are worth a thread. */
  constructor(bytesBefore = bytesBeforeThread) {
    this.bytesBefore = bytesBefore;
  }

  /**
   * To be called before the input is read. `add` adds it to the plan, with its hash or, until `write`, without, and gives its id.
   * @throws InputError when the input cannot be read
   */
  async add(input: Input, add: (sha256: string) => number): Promise<number> {
    const { path, parts, bytes } = input;
    const isOneFile = path !== undefined && parts === undefined;
    if (!canThread || !isOneFile || bytes < this.bytesBefore) return add(await hashInput(input));
    const id = add('');
    this.underWay.set(id, hashInThread(input, path));
    return id;
  }

  /** Puts into the plan, which holds the inputs by now, what it does not know yet. @throws InputError, LocalError */
  async write(plan: Plan): Promise<void> {
    for (const [id, hashing] of this.underWay) setInputHash(plan, id, await hashing.ready());
  }

  async end(): Promise<void> {
    await Promise.all([...this.underWay.values()].map((hashing) => hashing.end()));
  }
}

function hashInThread(input: Input, path: string): Hashing {
  const thread = startDigest(new URL('./hash-worker.js', import.meta.url), { path });
  // What kept the thread from reading the file is met again here, and worded.
  return { ready: async () => (await thread.made) ?? hashInput(input), end: () => thread.stop() };
}
