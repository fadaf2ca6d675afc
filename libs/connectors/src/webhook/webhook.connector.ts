import type { CrmCardMirror, CrmPort, WebhookCrmSettings } from '@voronka/contracts';
import { crmCapabilities } from '@voronka/domain';
import { rowsOf, textOf } from '../shared/rows.ts';
import { withinCapabilities } from '../shared/not-supported.ts';
import type { WebhookCommandClient } from './command-client.ts';
import { contactCalls } from './contact-calls.ts';
import { FieldNames } from './field-names.ts';
import { leadCalls } from './lead-calls.ts';
import { leadChanges } from './lead-changes.ts';
import { checkReceiver } from './receiver-check.ts';
import { StageDirectory } from './stage-directory.ts';
import { timelineCalls } from './timeline-calls.ts';

/** What is used where nothing is set up. */
export const plainWebhookSettings: WebhookCrmSettings = { stages: [], fields: {}, extra: {} };

type SetupCalls = Pick<CrmPort, 'listStages' | 'listUsers'>;

function setupCalls(receiver: WebhookCommandClient, stages: StageDirectory): SetupCalls {
  return {
    async listStages(kind, context) {
      return kind === 'lead' ? stages.list(context) : [];
    },
    async listUsers(context) {
      return rowsOf(await receiver.ask('users.list', {}, 'users', context)).flatMap((row) => {
        const id = textOf(row.id);
        return id === null ? [] : [{ id, name: textOf(row.name) ?? id, active: row.active !== false }];
      });
    },
  };
}

/**
 * Any system that takes signed webhooks. What it does not answer is not asked again in other words: the mirror stands for it.
 *
 * @param indexLagMs how long a write may still turn up; the idempotency key makes a repeat safe before that
 * @source docs/other-crm.md
 */
export function buildWebhookConnector(options: {
  receiver: WebhookCommandClient;
  integrationId: string;
  mirror: CrmCardMirror;
  settings: WebhookCrmSettings;
  indexLagMs: number;
}): CrmPort {
  const { receiver, integrationId, mirror, settings, indexLagMs } = options;
  const stages = new StageDirectory(receiver, settings.stages);
  const names = new FieldNames('lead', settings.fields);
  const setup = setupCalls(receiver, stages);
  const leads = leadCalls({ receiver, integrationId, mirror, stages, names, extra: settings.extra });
  return withinCapabilities({
    kind: 'webhook',
    capabilities: crmCapabilities.webhook,
    indexLagMs,
    joinsDuplicates: false,
    ...setup,
    check: (context) => checkReceiver(receiver, setup, context),
    ...contactCalls(receiver, new FieldNames('contact', settings.fields)),
    ...leads,
    ...timelineCalls(receiver),
    changes: leadChanges(receiver, leads.getCard),
  });
}
