import type { LimitFactor } from '../limits/limit-factor.ts';

/** Limits of the account, changeable while it runs. */
export interface AmoLimitSettings {
  readonly enabled: boolean;
  /** Requests per second of one integration. @source KOMMO: limitations */
  readonly integrationPerSecond: number;
  /** Requests per second of all integrations together. */
  readonly accountPerSecond: number;
  /** Refused requests after which the account answers 403 to everything until the limits are set anew. */
  readonly violationsBeforeBlock: number;
  /** What a refusal looks like: the vendor's page, or a problem document. */
  readonly refusal: 'html' | 'json';
}

export const vendorAmoLimits: AmoLimitSettings = {
  enabled: true,
  integrationPerSecond: 7,
  accountPerSecond: 50,
  violationsBeforeBlock: 100,
  refusal: 'html',
};

const windowMs = 1_000;

/** Counts the requests of the last second, per integration and for the account. */
export class AmoLimits {
  settings: AmoLimitSettings;
  readonly #factor: LimitFactor;
  readonly #served = new Map<string, number[]>();
  #violations = 0;

  constructor(settings: AmoLimitSettings, factor: LimitFactor) {
    this.settings = settings;
    this.#factor = factor;
  }

  /**
   * Whether one more request is served.
   *
   * @param integration `null` for a request without a token that is known: it counts for the account only
   */
  admit(integration: string | null, nowMs: number): 'served' | 'refused' | 'blocked' {
    if (!this.settings.enabled) return 'served';
    if (this.#violations >= this.settings.violationsBeforeBlock) return 'blocked';
    const fits =
      this.#fits('account', this.settings.accountPerSecond, nowMs) &&
      (integration === null || this.#fits(integration, this.settings.integrationPerSecond, nowMs));
    if (!fits) {
      this.#violations += 1;
      return 'refused';
    }
    for (const key of integration === null ? ['account'] : ['account', integration]) this.#served.get(key)?.push(nowMs);
    return 'served';
  }

  /** Forgets requests and violations, and ends a block; the settings stay. */
  clear(): void {
    this.#served.clear();
    this.#violations = 0;
  }

  #fits(key: string, perSecond: number, nowMs: number): boolean {
    const recent = (this.#served.get(key) ?? []).filter((atMs) => atMs > nowMs - windowMs);
    this.#served.set(key, recent);
    return recent.length < perSecond * this.#factor.value;
  }
}
