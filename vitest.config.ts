import { defineConfig } from 'vitest/config';

// The one default export of the project: vitest asks for it.
export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    setupFiles: ['test/seed.ts'],
    // A limit is there to end what never ends; a busy machine may be ten times slower than ours.
    testTimeout: 1_200_000,
    hookTimeout: 1_200_000,
    expect: { poll: { timeout: 60_000 } },
    maxWorkers: 2,
  },
});
