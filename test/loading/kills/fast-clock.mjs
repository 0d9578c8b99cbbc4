// Preloaded into a program by `kills/program.ts`: its time passes PERENOS_TEST_PACE times as fast from PERENOS_TEST_EPOCH on, so that waits of
// a minute take seconds. All of its clocks agree, also with those of the processes before and after it.
import { createRequire, syncBuiltinESMExports } from 'node:module';

const pace = Number(process.env.PERENOS_TEST_PACE ?? 1);
const epoch = Number(process.env.PERENOS_TEST_EPOCH ?? Date.now());
const require = createRequire(import.meta.url);
const timers = require('node:timers');
const promises = require('node:timers/promises');

const RealDate = Date;
const realNow = Date.now.bind(Date);
const now = () => Math.round(epoch + (realNow() - epoch) * pace);
globalThis.Date = class Date extends RealDate {
  constructor(...given) {
    if (given.length === 0) super(now());
    else super(...given);
  }

  static now() {
    return now();
  }
};

const performanceNow = performance.now.bind(performance);
performance.now = () => performanceNow() * pace;

const plain = { timeout: globalThis.setTimeout, interval: globalThis.setInterval, promised: promises.setTimeout };
globalThis.setTimeout = (work, ms = 0, ...given) => plain.timeout(work, ms / pace, ...given);
globalThis.setInterval = (work, ms = 0, ...given) => plain.interval(work, ms / pace, ...given);
timers.setTimeout = globalThis.setTimeout;
timers.setInterval = globalThis.setInterval;
promises.setTimeout = (ms = 0, ...given) => plain.promised(ms / pace, ...given);
syncBuiltinESMExports();
