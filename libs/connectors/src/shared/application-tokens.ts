import type { CrmTokens, CrmTokenStore, TokenDecision } from '@voronka/contracts';
import { VoronkaError } from '@voronka/contracts';

/** A token that ends sooner than this is renewed before it is used, in ms: longer than a request may take. */
const spareMs = 60_000;

/** What the tokens of an installed application are kept with. */
export interface ApplicationTokensOptions {
  integrationId: string;
  tokens: CrmTokenStore;
  /**
   * Asks the vendor for the pair that follows.
   *
   * @throws VoronkaError with reason `grant` when the vendor does not take the refresh token any more
   */
  refresh: (stored: CrmTokens) => Promise<CrmTokens>;
  /** Unix time in ms. @default Date.now */
  now?: (() => number) | undefined;
}

/**
 * The tokens of an installed application, for one process of several. A refresh token can be used once in the whole world,
 * therefore:
 *
 * 1. Who needs another token looks into the store first, under its lock: mostly somebody else has renewed it already.
 * 2. Only the one who holds the lock asks the vendor, and the pair is committed before anybody gets it.
 * 3. Within a process all callers wait for one look, so that they do not hold a connection each.
 *
 * A process that dies between the vendor's answer and the commit leaves a refresh token behind that was used: the next one is
 * told so by the vendor, and the authorization counts as lost until a person gives it again.
 */
export class ApplicationTokens {
  #known: CrmTokens | null = null;
  #renewing: Promise<CrmTokens | null> | null = null;

  constructor(private readonly options: ApplicationTokensOptions) {}

  /**
   * Tokens that live a while yet.
   *
   * @throws VoronkaError `Crm.NotConfigured` with `missing: authorization` when there are none; what `refresh` throws
   */
  async current(): Promise<CrmTokens> {
    const { integrationId, tokens } = this.options;
    const isKnown = this.#known !== null && this.#isFresh(this.#known);
    this.#known = isKnown ? this.#known : await tokens.read(integrationId);
    if (this.#known === null) throw notAuthorized();
    if (this.#isFresh(this.#known)) return this.#known;
    const next = await this.renewed(this.#known.accessToken);
    if (next === null) throw notAuthorized();
    return next;
  }

  /** Tokens in place of some that have ended. @returns null when the authorization is lost */
  async renewed(refused: string): Promise<CrmTokens | null> {
    this.#renewing ??= this.options.tokens
      .renew(this.options.integrationId, (stored) => this.#decide(stored, refused))
      .finally(() => {
        this.#renewing = null;
      });
    this.#known = await this.#renewing;
    return this.#known;
  }

  /** Tokens that somebody has stored since; asks nobody for others. @returns null when there are none but the refused ones */
  async storedSince(refused: string): Promise<CrmTokens | null> {
    const stored = await this.options.tokens.read(this.options.integrationId);
    if (stored === null || stored.accessToken === refused) return null;
    this.#known = stored;
    return stored;
  }

  #isFresh({ expiresAt }: CrmTokens): boolean {
    const { now = Date.now } = this.options;
    return Date.parse(expiresAt) - spareMs > now();
  }

  async #decide(stored: CrmTokens, refused: string): Promise<TokenDecision> {
    if (stored.accessToken !== refused && this.#isFresh(stored)) return 'stays';
    try {
      return { renewed: await this.options.refresh(stored) };
    } catch (error) {
      if (error instanceof VoronkaError && error.details.reason === 'grant') return 'lost';
      throw error;
    }
  }
}

function notAuthorized(): VoronkaError {
  return new VoronkaError('Crm.NotConfigured', 'nobody has allowed the integration yet, or the CRM took it back', {
    missing: 'authorization',
  });
}
