import { Inject, Injectable } from '@nestjs/common';
import { Gauge } from 'prom-client';
import { readOperationNumbers } from '@voronka/persistence';
import type { Database, OperationNumbers } from '@voronka/persistence';
import { createMetricsRegistry, renderMetrics } from '@voronka/platform';
import { DATABASE } from '../core/tokens.ts';

const gauges: Readonly<Record<keyof OperationNumbers, { name: string; help: string }>> = {
  inboxAgeSeconds: { name: 'voronka_inbox_age_seconds', help: 'Age of the oldest inbox row without a decision' },
  undoneRows: { name: 'voronka_inbox_undone_rows', help: 'Inbox rows without a decision' },
  outboxAgeSeconds: { name: 'voronka_outbox_age_seconds', help: 'Age of the oldest message on its way to a channel' },
  outboxRows: { name: 'voronka_outbox_rows', help: 'Messages on their way to a channel' },
  openIncidents: { name: 'voronka_incidents_open', help: 'Incidents that wait for a person' },
  heldMessages: { name: 'voronka_held_messages', help: 'Messages kept back by the flood limit' },
  crmQueue: { name: 'voronka_crm_queue', help: 'CRM steps that are decided and not finished' },
  delayedDialogues: { name: 'voronka_dialogues_delayed', help: 'Dialogues that wait for the CRM' },
  blockedLimiters: { name: 'voronka_limiter_blocked_keys', help: 'Keys that a vendor asked to leave alone for now' },
  lateWakeUps: { name: 'voronka_wakeups_late', help: 'Dialogues whose wake-up is more than two minutes late' },
  undecidedDialogues: { name: 'voronka_inbox_late', help: 'Dialogues with an inbox row older than two minutes' },
  lateAnswers: { name: 'voronka_answers_late', help: 'Dialogues that a manager has not answered in time' },
};

/** The metrics of this process and of the queues that all processes share. */
@Injectable()
export class MetricsService {
  private readonly registry = createMetricsRegistry('api');
  private readonly byName: Map<keyof OperationNumbers, Gauge>;

  constructor(@Inject(DATABASE) private readonly database: Database) {
    const names = Object.keys(gauges) as (keyof OperationNumbers)[];
    this.byName = new Map(names.map((name) => [name, new Gauge({ ...gauges[name], registers: [this.registry] })]));
  }

  /** Reads the queues and renders everything. */
  async render(): Promise<{ contentType: string; body: string }> {
    const numbers = await readOperationNumbers(this.database.em.fork());
    for (const [name, gauge] of this.byName) gauge.set(numbers[name]);
    return renderMetrics(this.registry);
  }
}
