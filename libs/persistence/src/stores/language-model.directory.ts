import type { SecretBox } from '@voronka/platform';
import type { AssistantSettings } from '../entities/setup.entities.ts';
import type { Database } from '../orm.ts';
import { secretPlace } from './secret.directories.ts';
import { firstRow } from './sql.ts';

/** A language model's access, opened for one call. Never log it. */
export interface OpenedLanguageModel {
  baseUrl: string;
  model: string;
  apiKey: string | null;
  instructions: string;
  temperature: number | null;
  allowPersonalData: boolean;
}

/** Access of assistants that are language models; live by id, so that a changed key counts at once. */
export class LanguageModelDirectoryStore {
  constructor(
    private readonly database: Database,
    private readonly secrets: SecretBox,
  ) {}

  /** @returns null when it is not a language model, or its address or model is missing */
  async accessOf(assistantId: string): Promise<OpenedLanguageModel | null> {
    const row = await firstRow<{ settings: AssistantSettings; secret: string | null }>(
      this.database.em.fork(),
      `select settings, secret from assistants where id = ? and kind = 'languageModel'`,
      [assistantId],
    );
    const { baseUrl, model, instructions, temperature, allowPersonalData } = row?.settings ?? {};
    if (!row || !baseUrl || !model) return null;
    return {
      baseUrl,
      model,
      apiKey: row.secret === null ? null : this.secrets.open(row.secret, secretPlace.assistant(assistantId)),
      instructions: instructions ?? '',
      temperature: temperature ?? null,
      allowPersonalData: allowPersonalData === true,
    };
  }
}
