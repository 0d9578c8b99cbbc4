import { parentPort, workerData } from 'node:worker_threads';
import { goldenPage, type ClusterPage, type GoldenRules } from './golden-page.ts';

// Merges the clusters of pages, in the order in which they come.
const rules = workerData as GoldenRules;

parentPort?.on('message', (page: ClusterPage) => {
  const golden = goldenPage(page, rules);
  parentPort?.postMessage(golden, [golden.data.buffer, golden.hashes.buffer]);
});
