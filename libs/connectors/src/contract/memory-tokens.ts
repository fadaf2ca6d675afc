import type { CrmTokens, CrmTokenStore, TokenDecision } from '@voronka/contracts';

/** {@link CrmTokenStore} in memory that lets one decide at a time, as the real one does by a lock of the database. */
export class MemoryTokens implements CrmTokenStore {
  #queue: Promise<unknown> = Promise.resolve();

  constructor(public stored: CrmTokens | null) {}

  read(): Promise<CrmTokens | null> {
    return Promise.resolve(this.stored);
  }

  keep(_: string, tokens: CrmTokens): Promise<void> {
    this.stored = tokens;
    return Promise.resolve();
  }

  renew(_: string, decide: (stored: CrmTokens) => Promise<TokenDecision>): Promise<CrmTokens | null> {
    const turn = this.#queue.then(async () => {
      if (this.stored === null) return null;
      const decision = await decide(this.stored);
      if (decision === 'lost') this.stored = null;
      else if (decision !== 'stays') this.stored = decision.renewed;
      return this.stored;
    });
    this.#queue = turn.catch(() => undefined);
    return turn;
  }
}
