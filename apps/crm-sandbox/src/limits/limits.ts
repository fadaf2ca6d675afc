import { LeakyBucket } from './leaky-bucket.ts';
import type { LimitFactor } from './limit-factor.ts';
import { OperatingCounter } from './operating-counter.ts';
import type { OperatingTime } from './operating-counter.ts';

/** Both limits of the portal, changeable while it runs. */
export interface LimitSettings {
  readonly bucket: { readonly enabled: boolean; readonly capacity: number; readonly drainPerSecond: number };
  readonly operating: {
    readonly enabled: boolean;
    /** Seconds of a method per ten minutes from which it is refused. */
    readonly limitSeconds: number;
    /** Added to the real working time of each call, so that a test reaches the limit. */
    readonly extraSecondsPerCall: number;
  };
}

/** The vendor's cloud values. */
export const vendorLimits: LimitSettings = {
  bucket: { enabled: true, capacity: 50, drainPerSecond: 2 },
  operating: { enabled: true, limitSeconds: 480, extraSecondsPerCall: 0 },
};

export function limitsSwitched(enabled: boolean): LimitSettings {
  return {
    bucket: { ...vendorLimits.bucket, enabled },
    operating: { ...vendorLimits.operating, enabled },
  };
}

/** Counts requests and working time against the settings in force. */
export class Limits {
  settings: LimitSettings;
  readonly #bucket = new LeakyBucket();
  readonly #operating = new OperatingCounter();
  readonly #factor: LimitFactor;

  constructor(settings: LimitSettings, factor: LimitFactor) {
    this.settings = settings;
    this.#factor = factor;
  }

  /** Whether one more HTTP request of this address is served. A batch counts as one. */
  admitsRequest(clientIp: string, nowMs: number): boolean {
    const { enabled, capacity, drainPerSecond } = this.settings.bucket;
    const { value: factor } = this.#factor;
    const measures = { capacity: capacity * factor, drainPerSecond: drainPerSecond * factor };
    return !enabled || this.#bucket.take(clientIp, nowMs, measures);
  }

  /** Whether one more call of the method is served; commands of a batch ask one by one. */
  admitsMethod(key: string, nowMs: number): boolean {
    const { enabled, limitSeconds } = this.settings.operating;
    return !enabled || this.#operating.read(key, nowMs).seconds < limitSeconds * this.#factor.value;
  }

  /** Books the working time of a call and tells the method's sum. */
  book(key: string, seconds: number, nowMs: number): OperatingTime {
    this.#operating.add(key, seconds + this.settings.operating.extraSecondsPerCall, nowMs);
    return this.#operating.read(key, nowMs);
  }

  /** Empties all counters; the settings stay. */
  clear(): void {
    this.#bucket.clear();
    this.#operating.clear();
  }
}
