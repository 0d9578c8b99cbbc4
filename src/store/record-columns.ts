import { NumberList } from './number-list.ts';
import type { RecordBytes } from './record-bytes.ts';
import {
  noKey,
  recordNumbers,
  statuses,
  type PlacedRecord,
  type RecordPlace,
  type StagedRecords,
} from './staging-rows.ts';

/** Collects records of a batch as columns. */
export class RecordColumns {
  readonly bytes: RecordBytes;
  private readonly places: RecordPlace[] = [];
  private readonly keys: string[] = [];
  private readonly numbers = new NumberList(512 * recordNumbers);
  private size = 0;

  /** `bytes`: empty, not used by another batch. */
  constructor(bytes: RecordBytes) {
    this.bytes = bytes;
  }

  get length(): number {
    return this.size;
  }

  add(place: RecordPlace, { line, status, key, data }: PlacedRecord): void {
    const { numbers } = this;
    this.size += 1;
    numbers.push(this.indexOf(place));
    numbers.push(line);
    numbers.push(statuses.indexOf(status));
    numbers.push(key === null ? noKey : key.length);
    if (key !== null) this.keys.push(key);
    if (data === null || key === null) {
      numbers.push(0);
      numbers.push(0);
      numbers.push(0);
      return;
    }
    const { start, end, whole } = this.bytes.add(data, { system: place.system, key });
    numbers.push(start);
    numbers.push(end);
    numbers.push(whole);
  }

  /** What was collected, `seq` of the first being given; the memory stays that of `bytes`. */
  take(firstSeq: number): StagedRecords {
    const { places, keys, numbers, bytes } = this;
    return { firstSeq, places, keys: keys.join(''), numbers: numbers.take(), memory: bytes.memory };
  }

  /** Few places in a batch: nearly always the last one again. */
  private indexOf(place: RecordPlace): number {
    const last = this.places.length - 1;
    if (last >= 0 && this.places[last] === place) return last;
    const known = this.places.indexOf(place);
    return known < 0 ? this.places.push(place) - 1 : known;
  }
}
