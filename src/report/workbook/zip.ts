import { constants, crc32, deflateRawSync } from 'node:zlib';

/** One file of an archive; its text may be made while it is written. */
export interface ZipPart {
  readonly name: string;
  readonly text: Iterable<string>;
}

interface Written {
  readonly name: Buffer;
  readonly offset: number;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
}

/** Characters compressed at once: memory does not grow with the part. */
const pieceLength = 1 << 20;

/** 1980-01-01: archives of the same content are the same bytes. */
const date = 0x0021;
/** Sizes follow the data; names are UTF-8. */
const flags = 0x0808;

/** An archive (PKWARE APPNOTE 6.3.3, without zip64) as pieces of bytes, made part by part. */
export function* zipBytes(parts: Iterable<ZipPart>): Generator<Uint8Array> {
  const written: Written[] = [];
  let offset = 0;
  for (const part of parts) {
    const name = Buffer.from(part.name);
    const head = localHeader(name);
    yield head;
    let [crc, packed, size] = [0, 0, 0];
    for (const { text, isLast } of pieces(part.text)) {
      const bytes = Buffer.from(text);
      crc = crc32(bytes, crc);
      size += bytes.length;
      // A synchronised end of block lets pieces follow each other in one stream.
      const finishFlush = isLast ? constants.Z_FINISH : constants.Z_SYNC_FLUSH;
      const compressed = deflateRawSync(bytes, { finishFlush, level: 4 });
      packed += compressed.length;
      yield compressed;
    }
    written.push({ name, offset, crc, packed, size });
    yield descriptor(crc, packed, size);
    offset += head.length + packed + 16;
  }
  const directory = Buffer.concat(written.map(directoryEntry));
  yield directory;
  yield endOfDirectory(written.length, directory.length, offset);
}

function* pieces(text: Iterable<string>): Generator<{ readonly text: string; readonly isLast: boolean }> {
  let held = '';
  for (const piece of text) {
    held += piece;
    if (held.length < pieceLength) continue;
    yield { text: held, isLast: false };
    held = '';
  }
  yield { text: held, isLast: true };
}

function localHeader(name: Buffer): Buffer {
  const head = Buffer.alloc(30);
  head.writeUInt32LE(0x04034b50, 0);
  head.writeUInt16LE(20, 4);
  head.writeUInt16LE(flags, 6);
  head.writeUInt16LE(8, 8);
  head.writeUInt16LE(date, 12);
  head.writeUInt16LE(name.length, 26);
  return Buffer.concat([head, name]);
}

function descriptor(crc: number, packed: number, size: number): Buffer {
  const bytes = Buffer.alloc(16);
  bytes.writeUInt32LE(0x08074b50, 0);
  bytes.writeUInt32LE(crc, 4);
  bytes.writeUInt32LE(packed, 8);
  bytes.writeUInt32LE(size, 12);
  return bytes;
}

function directoryEntry({ name, offset, crc, packed, size }: Written): Buffer {
  const entry = Buffer.alloc(46);
  entry.writeUInt32LE(0x02014b50, 0);
  entry.writeUInt16LE(20, 4);
  entry.writeUInt16LE(20, 6);
  entry.writeUInt16LE(flags, 8);
  entry.writeUInt16LE(8, 10);
  entry.writeUInt16LE(date, 14);
  entry.writeUInt32LE(crc, 16);
  entry.writeUInt32LE(packed, 20);
  entry.writeUInt32LE(size, 24);
  entry.writeUInt16LE(name.length, 28);
  entry.writeUInt32LE(offset, 42);
  return Buffer.concat([entry, name]);
}

function endOfDirectory(count: number, length: number, offset: number): Buffer {
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(length, 12);
  end.writeUInt32LE(offset, 16);
  return end;
}
