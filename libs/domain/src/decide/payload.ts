import type { PlainValue } from '../dialogue/command.ts';
import type { Turn } from './turn.ts';

/** What an outgoing webhook is told of a dialogue: its details, stage, score, tags and fields, by plain names. */
export function webhookPayload(turn: Turn): Record<string, PlainValue> {
  const { state } = turn;
  const payload: Record<string, PlainValue> = {
    channel: turn.context.channelName,
    locale: state.locale,
    episode: state.episode,
    stage: turn.card.stageKey,
    score: state.score,
    tags: state.tags.join(', '),
    message: state.lastMessage,
  };
  for (const [slot, known] of Object.entries(state.slots)) if (known) payload[slot] = known.value;
  for (const [key, value] of Object.entries(state.fields)) payload[`fields.${key}`] = value;
  return payload;
}
