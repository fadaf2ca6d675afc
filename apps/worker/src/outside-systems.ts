import type { ActivityDependencies } from '@voronka/activities';
import { LanguageModelAdapter, OutgoingWebhookCaller } from '@voronka/outside';
import {
  AssistantTurnStore,
  LanguageModelDirectoryStore,
  OutgoingWebhookStore,
  WebhookAnswerStore,
} from '@voronka/persistence';
import type { Database } from '@voronka/persistence';
import type { OutboundClient, SecretBox } from '@voronka/platform';
import { createDateParser, createPhoneParser } from '@voronka/rules-engine';

/** What the steps need that ask assistants, language models and webhooks of others. */
export function buildOutsideSystems(deps: {
  database: Database;
  secrets: SecretBox;
  client: OutboundClient;
}): Pick<ActivityDependencies, 'assistantTurns' | 'languageModel' | 'webhooks' | 'webhookAnswers'> {
  const { database, secrets, client } = deps;
  return {
    assistantTurns: new AssistantTurnStore(database),
    languageModel: new LanguageModelAdapter({
      client,
      directory: new LanguageModelDirectoryStore(database, secrets),
      parsers: { parsePhone: createPhoneParser(), parseDate: createDateParser() },
    }),
    webhooks: new OutgoingWebhookCaller({ client, directory: new OutgoingWebhookStore(database, secrets) }),
    webhookAnswers: new WebhookAnswerStore(database),
  };
}
