import { Controller, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { assistantCheckSchema, errorTexts, VoronkaError } from '@voronka/contracts';
import type { AssistantCheck, AssistantTurn } from '@voronka/contracts';
import { LanguageModelAdapter } from '@voronka/outside';
import { appendAudit } from '@voronka/persistence';
import type { Database } from '@voronka/persistence';
import { Roles } from '../auth/access.decorators.ts';
import { CurrentPerson } from '../auth/principal.ts';
import type { Person } from '../auth/principal.ts';
import { DATABASE } from '../core/tokens.ts';
import { IdPipe } from '../http/id.pipe.ts';
import { deedOf, SetupService } from '../setup/setup.service.ts';

const recordId = new IdPipe();
const timeoutMs = 20_000;

const greetings = { ru: 'Здравствуйте! Чем вы можете помочь?', en: 'Hello! What can you help me with?' } as const;

/** A turn of nobody: what leaves for the check holds no client's word. */
function greetingTurn(locale: 'ru' | 'en'): AssistantTurn {
  return {
    id: 'check',
    dialogueId: 'check',
    state: 'open',
    deadlineAt: new Date(Date.now() + timeoutMs).toISOString(),
    locale,
    channel: { name: 'check', timeZone: 'UTC', defaultCountry: 'RU' },
    messages: [{ from: 'client', text: greetings[locale], at: new Date().toISOString() }],
    messagesCut: false,
    slots: [],
    question: null,
    stage: null,
    tags: [],
    score: null,
    signals: [],
    mode: { key: 'withoutCrm', text: { ru: '', en: '' } },
  };
}

/** Tries a language model out, before clients do. */
@ApiTags('setup')
@Controller('api/assistants/:id/check')
export class AssistantCheckController {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(SetupService) private readonly setup: SetupService,
    @Inject(LanguageModelAdapter) private readonly model: LanguageModelAdapter,
  ) {}

  @Post()
  @HttpCode(200)
  @Roles('admin')
  @ApiOperation({ summary: 'Greet the language model with its saved settings; nothing of any client is sent' })
  @ApiOkResponse({ standardSchema: assistantCheckSchema })
  async check(@CurrentPerson() person: Person, @Param('id', recordId) id: string): Promise<AssistantCheck> {
    await this.setup.assistant(person.workspace.id, id);
    const startedAt = performance.now();
    const outcome = await this.ask(id, person.locale);
    await appendAudit(this.database.em.fork(), {
      ...deedOf(person),
      action: 'assistant.check',
      target: `assistant:${id}`,
      detail: { ok: outcome.ok, code: outcome.code },
    });
    return { ...outcome, durationMs: Math.round(performance.now() - startedAt) };
  }

  private async ask(assistantId: string, locale: 'ru' | 'en'): Promise<Omit<AssistantCheck, 'durationMs'>> {
    try {
      const { reply } = await this.model.propose({ assistantId, turn: greetingTurn(locale), timeoutMs });
      return { ok: true, reply, code: null, message: null };
    } catch (error) {
      if (!(error instanceof VoronkaError)) throw error;
      return { ok: false, reply: null, code: error.code, message: errorTexts[error.code] };
    }
  }
}
