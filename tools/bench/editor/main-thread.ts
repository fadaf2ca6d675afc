import type { Browser, Page } from 'playwright-core';

/** One event of a trace, as Chromium writes it. @source https://docs.google.com/document/d/1CvAClvFfyA5R-PhYUmn5OOQtYMH4h6I0nSsKchNAySU */
interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  /** µs */
  readonly ts: number;
  /** µs */
  readonly dur?: number;
  /** Processor time of the thread, µs. */
  readonly tdur?: number;
  readonly args?: { readonly data?: { readonly type?: string } };
}

/** Work of the main thread for one frame, ms. */
export interface FrameWork {
  /** By the clock on the wall, as a person waits for it. */
  readonly wallMs: number;
  /** Of the processor: the same on a machine that others use too. */
  readonly cpuMs: number;
}

const categories = [
  'devtools.timeline',
  'disabled-by-default-devtools.timeline',
  'disabled-by-default-devtools.timeline.frame',
];
const task = 'RunTask';
const frameBegins = 'BeginMainThreadFrame';
const dispatch = 'EventDispatch';
/** What a person's hand does while this is measured. */
const byHand = ['mousemove', 'wheel'];

/**
 * Work of a page's main thread while something happens, frame by frame: a frame's work is all tasks from the one in
 * which it begins to the one in which the next begins. The last frame is not complete and left out.
 *
 * @throws Error when no frame was drawn
 */
export async function workPerFrame(browser: Browser, page: Page, act: () => Promise<void>): Promise<FrameWork[]> {
  await browser.startTracing(page, { categories });
  await act();
  const trace = JSON.parse((await browser.stopTracing()).toString('utf8')) as { traceEvents: TraceEvent[] };
  const frames = framesOf(busiestThread(trace.traceEvents));
  if (frames.length === 0) throw new Error('no frame was drawn');
  return frames;
}

/** The events of the thread that worked longest: the main thread of the only page. */
function busiestThread(events: readonly TraceEvent[]): TraceEvent[] {
  const drawing = new Set(events.filter(({ name }) => name === frameBegins).map(({ pid, tid }) => `${pid}:${tid}`));
  const threads = Map.groupBy(
    events.filter(({ name, pid, tid }) => [task, frameBegins, dispatch].includes(name) && drawing.has(`${pid}:${tid}`)),
    ({ pid, tid }) => `${pid}:${tid}`,
  );
  const workOf = (thread: readonly TraceEvent[]) =>
    thread.reduce((sum, { name, dur = 0 }) => (name === task ? sum + dur : sum), 0);
  return [...threads.values()].sort((one, other) => workOf(other) - workOf(one))[0] ?? [];
}

function framesOf(thread: readonly TraceEvent[]): FrameWork[] {
  const begins = thread.filter(({ name }) => name === frameBegins);
  const moves = thread.filter(({ name, args }) => name === dispatch && byHand.includes(args?.data?.type ?? ''));
  const tasks = thread.filter(({ name, ph }) => name === task && ph === 'X').sort((one, other) => one.ts - other.ts);
  const frames: (FrameWork & { isMoved: boolean })[] = [];
  for (const { ts, dur = 0, tdur = 0 } of tasks) {
    const holds = (events: readonly TraceEvent[]) => events.some((event) => event.ts >= ts && event.ts < ts + dur);
    const before = holds(begins) ? { wallMs: 0, cpuMs: 0, isMoved: false } : frames.pop();
    if (!before) continue;
    frames.push({
      wallMs: before.wallMs + dur / 1_000,
      cpuMs: before.cpuMs + tdur / 1_000,
      isMoved: before.isMoved || holds(moves),
    });
  }
  return frames.slice(0, -1).filter(({ isMoved }) => isMoved);
}
