import { longestReply, VoronkaError } from '@voronka/contracts';
import type { AssistantTurn } from '@voronka/contracts';
import type { PlainValue, SentSignal } from '@voronka/domain';
import type { PersonalDataMask } from './personal-data.ts';

/** What was read of a model's answer. */
export interface ModelAnswer {
  reply: string | null;
  slots: Record<string, string>;
  signals: SentSignal[];
}

const longestSlot = 1000;
const mostSignals = 10;
const longestPayloadText = 2000;

function unreadable(reason: string): VoronkaError {
  return new VoronkaError('Assistant.UnreadableAnswer', reason);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The text of a chat completion. @throws VoronkaError `Assistant.UnreadableAnswer` */
export function contentOf(body: string): string {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch {
    throw unreadable('the answer is not JSON');
  }
  const choices = isRecord(parsed) ? parsed['choices'] : undefined;
  const choice: unknown = Array.isArray(choices) ? choices[0] : undefined;
  if (!isRecord(choice)) throw unreadable('the answer has no choice');
  if (choice['finish_reason'] === 'length') throw unreadable('the answer is cut');
  const content = isRecord(choice['message']) ? choice['message']['content'] : undefined;
  if (typeof content === 'string') return content;
  // Some servers give the text in parts.
  if (!Array.isArray(content)) throw unreadable('the answer has no text');
  return content
    .map((part: unknown) => (isRecord(part) && typeof part['text'] === 'string' ? part['text'] : ''))
    .join('');
}

/** The first whole JSON object in a text: models like to put words or a code fence around it. */
function jsonIn(text: string): unknown {
  const start = text.indexOf('{');
  for (let end = text.lastIndexOf('}'); start !== -1 && end > start; end = text.lastIndexOf('}', end - 1)) {
    try {
      return JSON.parse(text.slice(start, end + 1));
    } catch {
      // Perhaps the last brace belongs to the words behind it.
    }
  }
  throw unreadable('the text holds no JSON object');
}

function plain(value: unknown, type: 'string' | 'number' | 'boolean', mask: PersonalDataMask): PlainValue {
  if (typeof value !== type) return null;
  return typeof value === 'string' ? mask.reveal(value.slice(0, longestPayloadText)) : (value as number | boolean);
}

function signalsOf(value: unknown, turn: AssistantTurn, mask: PersonalDataMask): SentSignal[] {
  if (!Array.isArray(value)) return [];
  return value.slice(0, mostSignals).flatMap((sent: unknown): SentSignal[] => {
    const name = isRecord(sent) ? sent['name'] : sent;
    const declared = turn.signals.find((signal) => signal.name === name);
    if (!declared) return [];
    const given = isRecord(sent) && isRecord(sent['payload']) ? sent['payload'] : {};
    const payload = declared.fields.flatMap(({ key, type }) => {
      const kept = plain(given[key], type, mask);
      return kept === null ? [] : [[key, kept] as const];
    });
    const complete = declared.fields.every(({ key, required }) => !required || payload.some(([kept]) => kept === key));
    return complete ? [{ name: declared.name, payload: Object.fromEntries(payload), version: null }] : [];
  });
}

function slotsOf(value: unknown, turn: AssistantTurn, mask: PersonalDataMask): Record<string, string> {
  if (!isRecord(value)) return {};
  const read = turn.slots.flatMap(({ key, value: known }) => {
    const given = value[key];
    const text = typeof given === 'number' ? String(given) : given;
    if (typeof text !== 'string' || text.trim() === '' || text.length > longestSlot) return [];
    const revealed = mask.reveal(text.trim());
    return revealed === null || revealed === known ? [] : [[key, revealed] as const];
  });
  return Object.fromEntries(read);
}

/**
 * Reads a model's proposal. Keys, names and types that the turn does not know are dropped; nothing else in the text has any
 * effect.
 *
 * @throws VoronkaError `Assistant.UnreadableAnswer` when there is no proposal, or its reply cannot be said
 */
export function parseAnswer(content: string, turn: AssistantTurn, mask: PersonalDataMask): ModelAnswer {
  const parsed = jsonIn(content);
  if (!isRecord(parsed)) throw unreadable('the text holds no JSON object');
  const said = typeof parsed['reply'] === 'string' ? parsed['reply'].trim() : '';
  if (said.length > longestReply) throw unreadable('the reply is too long');
  const reply = said === '' ? null : mask.reveal(said);
  if (said !== '' && reply === null) throw unreadable('the reply names data that are not there');
  const slots = slotsOf(parsed['slots'], turn, mask);
  const signals = signalsOf(parsed['signals'], turn, mask);
  return { reply, slots, signals };
}
