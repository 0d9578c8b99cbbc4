/** How fast something goes, over the last half minute: so that a limit which sets in is seen soon. */
export interface Pace {
  /** `time` in milliseconds. */
  mark(time: number, done: number): void;
  /** Undefined until a second has passed. */
  perSecond(): number | undefined;
  /** Undefined while the speed or the total is unknown. */
  secondsLeft(total: number | undefined): number | undefined;
}

const windowMs = 30_000;
const markEveryMs = 500;

export function pace(): Pace {
  const marks: { time: number; done: number }[] = [];
  let last = { time: 0, done: 0 };
  const perSecond = (): number | undefined => {
    const [first] = marks;
    if (first === undefined || last.time - first.time < 1000) return undefined;
    return Math.max(0, ((last.done - first.done) * 1000) / (last.time - first.time));
  };
  return {
    mark(time, done) {
      last = { time, done };
      const newest = marks.at(-1);
      if (newest === undefined || time - newest.time >= markEveryMs) marks.push(last);
      // The oldest mark stays until another one is as old as the window.
      while (marks.length > 2 && time - (marks[1]?.time ?? time) >= windowMs) marks.shift();
    },
    perSecond,
    secondsLeft(total) {
      const speed = perSecond();
      if (total === undefined || speed === undefined || speed === 0) return undefined;
      return Math.max(0, total - last.done) / speed;
    },
  };
}
