import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { removeAbandoned, removeAllAbandoned } from '../../src/store/abandoned-files.ts';
import { workdir } from '../workdir.ts';

/** The number of a process that has ended. */
const dead = spawnSync(process.execPath, ['--version']).pid;

describe('files that killed processes left behind', () => {
  test('go with the next file of that name', () => {
    const { path, write } = workdir();
    const left = [`a.pplan.tmp-${dead}`, `a.pplan.tmp-${dead}-journal`].map((name) => write(name, 'x'));
    const others = ['a.pplan', `b.pplan.tmp-${dead}`, `a.pplan.tmp-${process.pid}`].map((name) => write(name, 'x'));
    removeAbandoned(path('a.pplan'));
    expect(left.map((file) => existsSync(file))).toEqual([false, false]);
    expect(others.map((file) => existsSync(file))).toEqual([true, true, true]);
  });

  test('go from a whole folder, with those of processes that are alive left alone', () => {
    const { folder, write } = workdir();
    const left = write(`a.pplan.tmp-${dead}`, 'x');
    const alive = write(`a.pplan.tmp-${process.ppid}`, 'x');
    removeAllAbandoned(folder);
    expect([left, alive].map((file) => existsSync(file))).toEqual([false, true]);
  });
});
