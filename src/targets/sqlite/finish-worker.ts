import { workerData } from 'node:worker_threads';
import { performTask } from '../../store/task-thread.ts';
import { finishLoad, type FinishedLoad } from './finish.ts';

// Finishes one database, and ends.
performTask(() => finishLoad(workerData as FinishedLoad));
