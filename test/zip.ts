import { crc32, deflateRawSync } from 'node:zlib';

/** A part of a test archive; everything beside name and data is for telling lies. */
export interface ZipPart {
  readonly name: string | Buffer;
  readonly data: string | Buffer;
  /** Stored when false. */
  readonly deflate?: boolean;
  /** Already deflated bytes, with `data` left as what they unpack to. */
  readonly packed?: Buffer;
  /** Declared unpacked size. */
  readonly declared?: number;
  readonly crc?: number;
  /** General purpose bits; 0x800 says that the name is UTF-8. */
  readonly flags?: number;
  readonly method?: number;
  /** Unix mode, such as 0o120777 for a symbolic link. */
  readonly mode?: number;
}

/** Writes a zip file byte by byte (PKWARE APPNOTE.TXT 4.3). */
export function zip(parts: readonly ZipPart[]): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const part of parts) {
    const name = Buffer.from(part.name as string);
    const data = Buffer.from(part.data as string);
    const deflate = part.deflate ?? true;
    const packed = part.packed ?? (deflate ? deflateRawSync(data) : data);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(part.flags ?? 0x800, 2);
    fields.writeUInt16LE(part.method ?? (deflate || part.packed !== undefined ? 8 : 0), 4);
    fields.writeUInt32LE(part.crc ?? crc32(data), 10);
    fields.writeUInt32LE(packed.length, 14);
    fields.writeUInt32LE(part.declared ?? data.length, 18);
    fields.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), fields, name, packed]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(((part.mode ?? 0) << 16) >>> 0, 6);
    tail.writeUInt32LE(offset, 10);
    const madeBy = Buffer.from([20, 3]);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02', 'latin1'), madeBy, fields, tail, name]));
    bodies.push(local);
    offset += local.length;
  }
  const entries = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 0, 'latin1');
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(entries.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...bodies, entries, end]);
}
