import pLimit from 'p-limit';

/** Collects single items into arrays of `size`; the last may be shorter. */
export async function* inBatches<T>(items: AsyncIterable<T> | Iterable<T>, size: number): AsyncGenerator<T[]> {
  let batch: T[] = [];
  for await (const item of items) {
    batch.push(item);
    if (batch.length >= size) {
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}

/** Maps with at most `concurrency` calls in flight, results in input order; never queues more than one window. */
export async function* mapConcurrent<T, R>(
  items: AsyncIterable<T> | Iterable<T>,
  concurrency: number,
  map: (item: T) => Promise<R>,
): AsyncGenerator<R> {
  const limit = pLimit(concurrency);
  const window: Promise<R>[] = [];
  for await (const item of items) {
    window.push(limit(() => map(item)));
    if (window.length >= concurrency) {
      const first = window.shift();
      if (first !== undefined) yield await first;
    }
  }
  for (const rest of window) yield await rest;
}
