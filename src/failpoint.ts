/**
 * A moment at which tests end the process: `PERENOS_FAILPOINT=name:n:kill|throw`, at the n-th time it is reached. Without the
 * variable nothing happens.
 */
const [wanted, nth = '1', how = 'kill'] = (process.env['PERENOS_FAILPOINT'] ?? '').split(':');
let reached = 0;

export function failpoint(name: string): void {
  if (name !== wanted) return;
  reached += 1;
  if (reached !== Number(nth)) return;
  if (how === 'throw') throw new Error(`failpoint ${name}`);
  process.kill(process.pid, 'SIGKILL');
}
