import type { CommittedTurn, DialogueAttributes } from '@voronka/contracts';
import type { LockedDialogue } from './dialogue-lock.ts';

const versionDigits = 12;

/** The earlier of two moments, ISO 8601 UTC; null is never. */
export function earliest(a: string | null, b: Date | null): string | null {
  const other = b === null ? null : new Date(b).toISOString();
  if (a === null || other === null) return a ?? other;
  return a < other ? a : other;
}

function stateOf({ state, owner }: LockedDialogue): DialogueAttributes['state'] {
  if (state.closed) return 'closed';
  if (state.parked) return 'parked';
  if (owner === 'manager') return 'manager';
  return state.handOff ? 'waiting' : 'assistant';
}

/** Where a dialogue stands, without anything to do. */
export function standing(dialogue: LockedDialogue): CommittedTurn {
  const undone = dialogue.next_seq - 1 > dialogue.last_seq;
  return {
    turn: dialogue.turn,
    lastSeq: dialogue.last_seq,
    commands: [],
    more: false,
    // The site's chat is served from our own process.
    localDelivery: dialogue.channel_kind === 'widget',
    integrationId: dialogue.integration_id,
    wakeAt: earliest(null, dialogue.next_wake_at),
    closed: Boolean(dialogue.state.closed) && !undone,
    attributes: {
      channel: dialogue.channel_id,
      stage: dialogue.stage_key ?? '',
      responsible: dialogue.manager_id ?? '',
      flowVersion: dialogue.bundle_hash.slice(0, versionDigits),
      state: stateOf(dialogue),
    },
    labels: {},
  };
}
