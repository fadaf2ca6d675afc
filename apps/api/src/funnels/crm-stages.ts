import { Inject, Injectable } from '@nestjs/common';
import { VoronkaError } from '@voronka/contracts';
import type { CrmCardKind, CrmConnectorProvider } from '@voronka/contracts';
import type { CrmStatus } from '@voronka/domain';
import { FunnelStore } from '@voronka/persistence';
import { correlationId } from '@voronka/platform';
import { CRM_CONNECTORS } from '../core/tokens.ts';

/** What the CRM has, as far as it is known. */
export interface CrmStagesNow {
  /** null: it has never answered. */
  statuses: CrmStatus[] | null;
  readAt: Date | null;
  /** Why it could not be asked now; `statuses` are then the last that are known. */
  failure: VoronkaError | null;
}

/** How long an answer counts as what the CRM has now, in ms: pages are opened and saved without asking it each time. */
const currentMs = 30_000;
/** An answer of this age is enough even for who asks for a fresh one, in ms: a held-down button is one request. */
const freshMs = 2_000;
/** How long a page waits for the CRM, in ms. What comes later is kept for the next page. */
const patienceMs = 8_000;
/** After a failure the CRM is left alone for so long, in ms. */
const respiteMs = 5_000;

/** The stages that CRMs have now, asked for rarely and remembered for the time in which they do not answer. */
@Injectable()
export class CrmStages {
  private readonly asking = new Map<string, Promise<CrmStagesNow>>();
  private readonly failed = new Map<string, { failure: VoronkaError; at: number }>();

  constructor(
    @Inject(FunnelStore) private readonly funnels: FunnelStore,
    @Inject(CRM_CONNECTORS) private readonly connectors: CrmConnectorProvider,
  ) {}

  /** @param options.fresh asks the CRM although it answered a moment ago. Failures of the CRM are part of the answer. */
  async read(
    workspaceId: string,
    key: { integrationId: string; card: CrmCardKind },
    { fresh }: { fresh: boolean },
  ): Promise<CrmStagesNow> {
    const known = await this.funnels.knownCrmStages(key);
    const remembered = { statuses: known?.stages ?? null, readAt: known?.readAt ?? null };
    if (known && Date.now() - known.readAt.getTime() < (fresh ? freshMs : currentMs)) {
      return { ...remembered, failure: null };
    }
    const name = `${key.integrationId}:${key.card}`;
    const last = this.failed.get(name);
    if (last && !fresh && Date.now() - last.at < respiteMs) return { ...remembered, failure: last.failure };
    try {
      const now = await withPatience(this.ask(workspaceId, key, name));
      this.failed.delete(name);
      return now;
    } catch (error) {
      if (!(error instanceof VoronkaError)) throw error;
      this.failed.set(name, { failure: error, at: Date.now() });
      return { ...remembered, failure: error };
    }
  }

  /** Whether the CRM makes leads. One that does not answer is taken for one that does: most do. */
  async worksWithLeads(integrationId: string): Promise<boolean> {
    try {
      const crm = await this.connectors.forIntegration(integrationId);
      const context = { correlationId: correlationId() ?? '', lane: 'interactive' } as const;
      return await withPatience(crm.worksWithLeads?.(context) ?? Promise.resolve(true));
    } catch (error) {
      if (error instanceof VoronkaError) return true;
      throw error;
    }
  }

  /** Everybody who waits for the same list waits for one request. */
  private ask(
    workspaceId: string,
    key: { integrationId: string; card: CrmCardKind },
    name: string,
  ): Promise<CrmStagesNow> {
    const running = this.asking.get(name);
    if (running) return running;
    const asked = this.request(workspaceId, key).finally(() => this.asking.delete(name));
    this.asking.set(name, asked);
    return asked;
  }

  private async request(workspaceId: string, key: { integrationId: string; card: CrmCardKind }): Promise<CrmStagesNow> {
    const crm = await this.connectors.forIntegration(key.integrationId);
    const readAt = new Date();
    const statuses = await crm.listStages(key.card, { correlationId: correlationId() ?? '', lane: 'interactive' });
    await this.funnels.keepCrmStages(workspaceId, key, { stages: statuses, readAt });
    return { statuses, readAt, failure: null };
  }
}

/** @throws VoronkaError `Crm.TimedOut` when it takes too long; it goes on by itself */
async function withPatience<T>(asked: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new VoronkaError('Crm.TimedOut', 'no list of stages in time')), patienceMs);
  });
  asked.catch(() => undefined); // Told by the race, or too late to be told.
  return Promise.race([asked, late]).finally(() => clearTimeout(timer));
}
