/** What can go wrong with one request. */
export const faultKinds = [
  /** The request is carried out, then the connection is cut. */
  'dropAfterWrite',
  /** The connection is cut and nothing is carried out. */
  'dropBefore',
  /** Carried out, answered 500. */
  'error500AfterWrite',
  /** Not carried out, answered 500. */
  'error500',
  /** Not carried out, answered 502 with a page instead of JSON. */
  'html502',
  /** Carried out, answered after `delayMs`. */
  'slow',
  /** Not carried out and never answered. */
  'hang',
  /** Not carried out, 401. */
  'status401',
  /** Not carried out, 402: the account is not paid for. */
  'status402',
  /** Not carried out, 403. */
  'status403',
  /** Not carried out, 429: `OPERATION_TIME_LIMIT` of Bitrix24, a page of amoCRM. */
  'status429',
  /** Not carried out, 503: `QUERY_LIMIT_EXCEEDED` of Bitrix24, a page of amoCRM. */
  'status503',
  /** Not carried out, 400 with nothing but a text that asks to try again. */
  'systemError400',
  /** Answered in two chunks, cut inside a Cyrillic letter. */
  'splitUtf8',
  /** New cards stay out of lists and of the search for duplicates for `delayMs`; `get` sees them at once. */
  'searchLag',
  /** What a list was asked by is passed over: it answers with everything. */
  'filterIgnored',
] as const;

export type FaultKind = (typeof faultKinds)[number];

/** An order to let requests fail. */
export interface Fault {
  readonly kind: FaultKind;
  /** Method pattern with `*`; also matched against the commands of a batch. @default '*' */
  readonly method: string;
  /** How many requests it hits. @default 1 */
  readonly times: number;
  /** For `slow` and `searchLag`, ms. @default 5000 */
  readonly delayMs: number;
}

/** The faults still to come, oldest first; a request takes at most one. */
export class FaultPlan {
  #faults: Fault[] = [];

  add(fault: Fault): void {
    this.#faults.push(fault);
  }

  /** The first fault that fits one of the methods of a request; it is used up by one. */
  take(methods: readonly string[]): Fault | null {
    const index = this.#faults.findIndex((fault) => methods.some((method) => matchesGlob(fault.method, method)));
    const fault = this.#faults[index];
    if (!fault) return null;
    if (fault.times <= 1) this.#faults.splice(index, 1);
    else this.#faults[index] = { ...fault, times: fault.times - 1 };
    return fault;
  }

  list(): readonly Fault[] {
    return this.#faults;
  }

  clear(): void {
    this.#faults = [];
  }
}

function matchesGlob(pattern: string, method: string): boolean {
  const source = pattern
    .toLowerCase()
    .split('*')
    .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
    .join('.*');
  return new RegExp(`^${source}$`).test(method.toLowerCase());
}
