import type { RecordBytes } from './record-bytes.ts';
import { statuses, type PlacedRecord, type RecordPlace, type StagedRecords } from './staging-rows.ts';

/** Collects records of a batch as columns. */
export class RecordColumns {
  readonly bytes: RecordBytes;
  private readonly firstSeq: number;
  private readonly places: RecordPlace[] = [];
  private readonly keys: (string | null)[] = [];
  private readonly numbers: number[] = [];

  /** `bytes`: empty, not used by another batch. */
  constructor(firstSeq: number, bytes: RecordBytes) {
    this.firstSeq = firstSeq;
    this.bytes = bytes;
  }

  get length(): number {
    return this.keys.length;
  }

  add(place: RecordPlace, { line, status, key, data }: PlacedRecord): void {
    this.keys.push(key);
    this.numbers.push(this.indexOf(place), line, statuses.indexOf(status));
    if (data === null || key === null) {
      this.numbers.push(0, 0, 0);
      return;
    }
    const { start, end, hashEnd } = this.bytes.add(data, { system: place.system, key });
    this.numbers.push(start, end, hashEnd);
  }

  /** What was collected; the memory stays that of `bytes`. */
  take(): StagedRecords {
    const { firstSeq, places, keys, numbers, bytes } = this;
    return { firstSeq, places, keys, numbers: Int32Array.from(numbers), memory: bytes.memory };
  }

  /** Few places in a batch: nearly always the last one again. */
  private indexOf(place: RecordPlace): number {
    const last = this.places.length - 1;
    if (last >= 0 && this.places[last] === place) return last;
    const known = this.places.indexOf(place);
    return known < 0 ? this.places.push(place) - 1 : known;
  }
}
