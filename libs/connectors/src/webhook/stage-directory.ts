import type { CrmCallContext, CrmStage, WebhookCrmSettings } from '@voronka/contracts';
import { toStages } from './answers.ts';
import type { Meanings } from './answers.ts';
import type { WebhookCommandClient } from './command-client.ts';

/** How long what the receiver said stands for what it would say now, in ms. */
const keptMs = 60_000;

/** The stages of the other system: those that an admin has entered, else those that the receiver lists. */
export class StageDirectory {
  #known: { stages: CrmStage[]; untilMs: number } | null = null;

  constructor(
    private readonly receiver: WebhookCommandClient,
    private readonly entered: WebhookCrmSettings['stages'],
  ) {}

  /** Asks anew; a receiver that lists none leaves nothing to choose from. */
  async list(context: CrmCallContext): Promise<CrmStage[]> {
    if (this.entered.length > 0) {
      return this.entered.map(({ meaning, ...stage }, sort) => ({ ...stage, funnel: null, sort, semantics: meaning }));
    }
    const stages = toStages(await this.receiver.ask('stages.list', {}, 'stages', context));
    this.#known = { stages, untilMs: performance.now() + keptMs };
    return stages;
  }

  /** What the stages mean, as far as it was told a moment ago. */
  async meanings(context: CrmCallContext): Promise<Meanings> {
    const kept = this.#known && performance.now() < this.#known.untilMs ? this.#known.stages : null;
    const stages = kept ?? (await this.list(context));
    return new Map(stages.map(({ id, semantics }) => [id, semantics]));
  }
}
