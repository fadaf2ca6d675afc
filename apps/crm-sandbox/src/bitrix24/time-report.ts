import { portalTime } from './portal-time.ts';

/** The `time` object of every answer; seconds, except for the two dates. */
export interface TimeReport {
  readonly start: number;
  readonly finish: number;
  readonly duration: number;
  readonly processing: number;
  readonly date_start: string;
  readonly date_finish: string;
  /** When the oldest minute of the method's operating time falls out of the sum, unix seconds. */
  readonly operating_reset_at: number;
  /** Operating time of the method in the last ten minutes. */
  readonly operating: number;
}

/** @param startMs and @param finishMs milliseconds since the epoch */
export function timeReport(
  startMs: number,
  finishMs: number,
  operating: { readonly seconds: number; readonly resetAtMs: number },
): TimeReport {
  const duration = (finishMs - startMs) / 1000;
  return {
    start: startMs / 1000,
    finish: finishMs / 1000,
    duration,
    processing: duration,
    date_start: portalTime(startMs),
    date_finish: portalTime(finishMs),
    operating_reset_at: Math.ceil(operating.resetAtMs / 1000),
    operating: operating.seconds,
  };
}
