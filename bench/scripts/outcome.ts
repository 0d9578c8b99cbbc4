/** What a script tells its bench on the last line of stdout. */
export interface ScriptOutcome {
  /** From the first statement after the imports to the end, in milliseconds: the loader's time is not the script's. */
  readonly wallMs: number;
  readonly cpuMs: number;
  readonly counts: Readonly<Record<string, number>>;
}

/** Times the work and prints its outcome. */
export async function reportOutcome(work: () => Promise<Readonly<Record<string, number>>>): Promise<void> {
  const started = performance.now();
  const before = process.cpuUsage();
  const counts = await work();
  const { user, system } = process.cpuUsage(before);
  const outcome: ScriptOutcome = { wallMs: performance.now() - started, cpuMs: (user + system) / 1000, counts };
  console.log(JSON.stringify(outcome));
}
