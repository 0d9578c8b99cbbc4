interface Task {
  readonly at: number;
  readonly order: number;
  readonly work: () => void;
}

/** The time an emulator lives in: milliseconds since 1970. Tasks run in the order of their times, equal ones in that of their coming. */
export interface Clock {
  readonly mode: 'real' | 'virtual';
  now(): number;
  /** Runs `work` when that time is reached; at once when it is past. */
  at(time: number, work: () => void): void;
  /** Resolves when that time is reached. A virtual clock goes there at once. */
  until(time: number): Promise<void>;
  /** Goes forward, running every task on the way. Never goes back. */
  advanceTo(time: number): void;
  /** Forgets all tasks. */
  stop(): void;
}

/** A clock that stands still until it is told to go on: windows of ten minutes pass in no time. */
export class VirtualClock implements Clock {
  readonly mode = 'virtual';
  readonly #tasks = new TaskList();
  #now: number;

  constructor(start: number) {
    this.#now = start;
  }

  now(): number {
    return this.#now;
  }

  at(time: number, work: () => void): void {
    if (time <= this.#now) work();
    else this.#tasks.add(time, work);
  }

  until(time: number): Promise<void> {
    this.advanceTo(time);
    return Promise.resolve();
  }

  advanceTo(time: number): void {
    for (let task = this.#tasks.due(time); task !== undefined; task = this.#tasks.due(time)) {
      this.#now = Math.max(this.#now, task.at);
      task.work();
    }
    this.#now = Math.max(this.#now, time);
  }

  stop(): void {
    this.#tasks.clear();
  }
}

/** The computer's clock, which can be put forward. */
export class RealClock implements Clock {
  readonly mode = 'real';
  readonly #tasks = new TaskList();
  #ahead = 0;
  #timer: NodeJS.Timeout | undefined;

  now(): number {
    return Date.now() + this.#ahead;
  }

  at(time: number, work: () => void): void {
    if (time <= this.now()) return work();
    this.#tasks.add(time, work);
    this.#arm();
  }

  until(time: number): Promise<void> {
    return new Promise((resolve) => this.at(time, resolve));
  }

  advanceTo(time: number): void {
    this.#ahead += Math.max(0, time - this.now());
    this.#run();
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#tasks.clear();
  }

  #run(): void {
    for (let task = this.#tasks.due(this.now()); task !== undefined; task = this.#tasks.due(this.now())) task.work();
    this.#arm();
  }

  #arm(): void {
    clearTimeout(this.#timer);
    const next = this.#tasks.next();
    if (next === undefined) return;
    const longest = 2 ** 31 - 1;
    this.#timer = setTimeout(() => this.#run(), Math.min(longest, Math.max(0, Math.ceil(next - this.now()))));
  }
}

/** Tasks by time. There are a handful at a time: a sorted list will do. */
class TaskList {
  #tasks: Task[] = [];
  #order = 0;

  add(at: number, work: () => void): void {
    this.#order += 1;
    this.#tasks.push({ at, order: this.#order, work });
    this.#tasks.sort((one, two) => one.at - two.at || one.order - two.order);
  }

  next(): number | undefined {
    return this.#tasks[0]?.at;
  }

  /** Takes the first task that is due at that time. */
  due(time: number): Task | undefined {
    const [first] = this.#tasks;
    return first === undefined || first.at > time ? undefined : this.#tasks.shift();
  }

  clear(): void {
    this.#tasks = [];
  }
}
