import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** What the disk has for certain of a file, and what it was only told since. */
interface Inode {
  bytes: Buffer;
  waiting: Act[];
}

interface Act {
  readonly kind: string;
  readonly path: string;
  readonly offset: number;
  readonly bytes: Buffer;
}

/** A change of names that the disk need not have yet. */
interface Naming {
  readonly path: string;
  /** Undefined: the name is gone. */
  readonly inode: Inode | undefined;
  /** Of a rename: the name it had. */
  readonly from?: string;
}

const sector = 512;
/** The shared memory of SQLite never reaches the disk in a way that counts: it is made anew. */
const isMemory = (name: string): boolean => name.endsWith('-shm');

/**
 * A disk that keeps for certain only what was synced: a write counts after the sync of its file, a name after the sync of its file
 * or its folder. Of everything else any part may be there when the power is gone.
 */
export class Disk {
  private readonly folder: string;
  /** As the running program sees it. */
  private readonly seen = new Map<string, Inode>();
  /** As the disk has it. */
  private readonly kept = new Map<string, Inode>();
  private namings: Naming[] = [];

  /** What is in a folder now is taken as synced. */
  constructor(folder: string) {
    this.folder = folder;
    for (const { path, bytes } of filesWithPaths(folder)) {
      const inode = { bytes, waiting: [] };
      this.seen.set(path, inode);
      this.kept.set(path, inode);
    }
  }

  /** Performs what a program was recorded to do. */
  perform(record: Buffer): number {
    let count = 0;
    for (let at = 0; at < record.length;) {
      const end = record.indexOf(0x0a, at);
      const [kind = '', offset, length, ...path] = record.toString('utf8', at, end).split(' ');
      at = end + 1 + Number(length);
      this.act({ kind, path: path.join(' '), offset: Number(offset), bytes: record.subarray(end + 1, at) });
      count += 1;
    }
    return count;
  }

  private act(act: Act): void {
    const { kind, path, bytes } = act;
    if (isMemory(path)) return;
    const inode = this.seen.get(path);
    if (kind === 'c') this.name({ path, inode: { bytes: Buffer.alloc(0), waiting: [] } });
    else if (kind === 'u') this.name({ path, inode: undefined });
    else if (kind === 'r') this.name({ path: bytes.toString('utf8'), inode, from: path });
    else if (kind === 'd') this.keepNames((naming) => dirname(naming.path) === path);
    else if (inode === undefined) throw new Error(`${kind} of ${path}, which is not there`);
    else if (kind !== 's') inode.waiting.push(act);
    else {
      inode.bytes = inode.waiting.reduce(performed, inode.bytes);
      inode.waiting = [];
      // Whoever has a new file has its name: file systems with a journal write both.
      this.keepNames((naming) => naming.inode === inode && naming.from === undefined);
    }
  }

  private name(naming: Naming): void {
    this.namings.push(naming);
    rename(this.seen, naming);
  }

  private keepNames(isSynced: (naming: Naming) => boolean): void {
    for (const naming of this.namings.filter(isSynced)) rename(this.kept, naming);
    this.namings = this.namings.filter((naming) => !isSynced(naming));
  }

  /** The power is gone: puts into the folder what the disk has. Of what was not synced chance decides. */
  lose(random: () => number): void {
    // Names change in their order.
    const names = Math.floor(random() * (this.namings.length + 1));
    for (const naming of this.namings.slice(0, names)) rename(this.kept, naming);
    for (const { path } of filesWithPaths(this.folder)) rmSync(path);
    for (const [path, inode] of this.kept) {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, survived(inode, random), { mode: 0o600 });
    }
  }
}

function filesWithPaths(folder: string): readonly { readonly path: string; readonly bytes: Buffer }[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ path, bytes: readFileSync(path) }));
}

function rename(names: Map<string, Inode>, { path, inode, from }: Naming): void {
  if (from !== undefined) names.delete(from);
  if (inode === undefined) names.delete(path);
  else names.set(path, inode);
}

/** All of what waits, nothing of it, or any sectors of any of it. */
function survived({ bytes, waiting }: Inode, random: () => number): Buffer {
  const share = random() * 3 - 1;
  if (share >= 1) return waiting.reduce(performed, bytes);
  if (share <= 0) return bytes;
  let found = bytes;
  for (const act of waiting) {
    if (act.kind === 't') found = random() < share ? performed(found, act) : found;
    for (let start = 0; start < act.bytes.length;) {
      const end = Math.min(act.bytes.length, start + sector - ((act.offset + start) % sector));
      const part = { ...act, offset: act.offset + start, bytes: act.bytes.subarray(start, end) };
      if (random() < share) found = performed(found, part);
      start = end;
    }
  }
  return found;
}

function performed(bytes: Buffer, { kind, offset, bytes: written }: Act): Buffer {
  const size = kind === 't' ? offset : Math.max(bytes.length, offset + written.length);
  const made = Buffer.alloc(size);
  bytes.copy(made, 0, 0, Math.min(size, bytes.length));
  if (kind === 'w') written.copy(made, offset);
  return made;
}
