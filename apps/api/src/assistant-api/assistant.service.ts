import { Inject, Injectable } from '@nestjs/common';
import { VoronkaError } from '@voronka/contracts';
import type {
  AssistantProposal,
  AssistantScope,
  AssistantTurn,
  OpenTurns,
  OpenTurnsQuery,
  SendSignal,
  Taken,
  TurnKey,
} from '@voronka/contracts';
import { AssistantDialogueStore, AssistantTurnStore, PostgresLimiterStore } from '@voronka/persistence';
import type { AssistantDialogue, TurnOwner } from '@voronka/persistence';
import { correlationId } from '@voronka/platform';
import { createDateParser, createPhoneParser } from '@voronka/rules-engine';
import type { Assistant } from '../auth/principal.ts';
import { requireScope } from '../auth/scopes.ts';
import { DialogueWaker } from '../dialogues/dialogue-waker.ts';
import { FieldsError } from '../http/api-fault.ts';
import { proposalProblems, signalProblems } from './proposal-check.ts';
import { cursorOf, notIn } from './turn-cursor.ts';
import { TurnWaiter } from './turn-waiter.ts';

/** Requests of one token: this many at once, and afterwards this many a second. */
const requestLimit = { capacity: 60, drainPerSecond: 5, lane: 'interactive' } as const;

const turnIdPattern = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.(\d{1,15})$/i;
const dialogueIdPattern = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** What outside assistants may do, by REST and MCP alike. They propose; the dialogue's own decision takes it or leaves it. */
@Injectable()
export class AssistantService {
  private readonly parsers = { parsePhone: createPhoneParser(), parseDate: createDateParser() };

  constructor(
    @Inject(AssistantTurnStore) private readonly turns: AssistantTurnStore,
    @Inject(AssistantDialogueStore) private readonly dialogues: AssistantDialogueStore,
    @Inject(PostgresLimiterStore) private readonly limiter: PostgresLimiterStore,
    @Inject(TurnWaiter) private readonly waiter: TurnWaiter,
    @Inject(DialogueWaker) private readonly waker: DialogueWaker,
  ) {}

  /** @param signal ends the waiting when the asker has gone */
  async openTurns(assistant: Assistant, query: OpenTurnsQuery, signal: AbortSignal): Promise<OpenTurns> {
    const owner = await this.admit(assistant, 'turn.read');
    const open = await this.waiter.openTurns(owner, {
      cursor: query.cursor,
      waitMs: query.waitSeconds * 1000,
      signal,
    });
    return { turns: notIn(open, query.cursor), cursor: cursorOf(open.map(({ id }) => id)) };
  }

  /** @throws VoronkaError `Dialogue.Unknown` for a turn of another assistant */
  async readTurn(assistant: Assistant, turnId: string): Promise<AssistantTurn> {
    const owner = await this.admit(assistant, 'turn.read');
    return known(await this.turns.readOwn(owner, keyOf(turnId)));
  }

  /**
   * @throws VoronkaError `Proposal.*` when nobody waits for it any more, `Auth.ScopeMissing`, `Dialogue.Unknown`
   * @throws FieldsError `Request.Invalid` for slots that cannot be read and signals that the catalogue does not have
   */
  async propose(assistant: Assistant, turnId: string, proposal: AssistantProposal): Promise<Taken> {
    const owner = await this.admit(assistant, ...scopesOf(proposal));
    const key = keyOf(turnId);
    known(await this.turns.readOwn(owner, key));
    const dialogue = known(await this.dialogues.find(owner, key.dialogueId));
    refuse(proposalProblems(dialogue, proposal, this.parsers, new Date().toISOString()));
    const { requestId, reply, slots, signals } = proposal;
    const taken = await this.turns.propose(key, { requestId, reply, slots, signals, by: byOf(assistant) });
    await this.wake(owner, key.dialogueId, 'proposal', taken.seq);
    return { accepted: true, duplicate: taken.duplicate };
  }

  /** @throws VoronkaError `Proposal.ManagerLeads`, `Auth.ScopeMissing`, `Dialogue.Unknown` @throws FieldsError */
  async sendSignal(assistant: Assistant, dialogueId: string, sent: SendSignal): Promise<Taken> {
    const owner = await this.admit(assistant, 'signal.send');
    if (!dialogueIdPattern.test(dialogueId)) throw new VoronkaError('Dialogue.Unknown', 'not an id');
    const dialogue: AssistantDialogue = known(await this.dialogues.find(owner, dialogueId));
    const { requestId, ...signal } = sent;
    refuse(signalProblems(dialogue, signal));
    const taken = await this.dialogues.sendSignal({
      dialogueId,
      requestId,
      signal,
      by: byOf(assistant),
      correlationId: correlationId() ?? '',
    });
    await this.wake(owner, dialogueId, 'signal', taken.seq);
    return { accepted: true, duplicate: taken.duplicate };
  }

  /** @throws VoronkaError `Request.RateLimited`, `Auth.ScopeMissing`, `Dialogue.Unknown` for a token of no assistant */
  private async admit(assistant: Assistant, ...scopes: AssistantScope[]): Promise<TurnOwner> {
    for (const scope of scopes) requireScope(assistant, scope);
    const waitMs = await this.limiter.take(`api-token:${assistant.id}`, requestLimit);
    if (waitMs > 0) throw new VoronkaError('Request.RateLimited', 'too many requests', { retryAfterMs: waitMs });
    const { assistantId, workspace } = assistant;
    if (assistantId === null) throw new VoronkaError('Dialogue.Unknown', 'the token belongs to no assistant');
    return { workspaceId: workspace.id, assistantId };
  }

  private wake(owner: TurnOwner, dialogueId: string, kind: 'proposal' | 'signal', seq: number): Promise<void> {
    return this.waker.wake({ dialogueId, workspaceId: owner.workspaceId, kind, seq });
  }
}

/** How a token is named in the record of a decision. */
function byOf(assistant: Assistant): string {
  return `token:${assistant.id}`;
}

function keyOf(turnId: string): TurnKey {
  const [, dialogueId, seq] = turnIdPattern.exec(turnId) ?? [];
  if (dialogueId === undefined || seq === undefined) throw new VoronkaError('Dialogue.Unknown', 'not the id of a turn');
  return { dialogueId: dialogueId.toLowerCase(), seq: Number(seq) };
}

/** What a token needs for a proposal: each of its parts is a right of its own. */
function scopesOf({ reply, slots, signals }: AssistantProposal): AssistantScope[] {
  const needed: AssistantScope[] = [];
  if (Object.keys(slots).length > 0) needed.push('slots.propose');
  if (signals.length > 0) needed.push('signal.send');
  // An empty proposal leaves the turn to the flow: as much a word as a reply.
  if (reply !== null || needed.length === 0) needed.push('reply.propose');
  return needed;
}

function known<T>(found: T | null): T {
  if (found === null) throw new VoronkaError('Dialogue.Unknown', 'nothing of this assistant has this id');
  return found;
}

function refuse(problems: ReturnType<typeof proposalProblems>): void {
  if (problems.length > 0) throw new FieldsError('Request.Invalid', problems);
}
