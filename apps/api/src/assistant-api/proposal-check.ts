import type { AssistantProposal } from '@voronka/contracts';
import { isBuiltInSlot, payloadProblems, timeZoneOf, understand } from '@voronka/domain';
import type { LocalizedText, ParseDate, ParsePhone, SentSignal } from '@voronka/domain';
import type { AssistantDialogue } from '@voronka/persistence';
import type { FieldProblem } from '../http/api-fault.ts';

/** What reads phones and dates; the same that the engine reads by. */
export interface Parsers {
  parsePhone: ParsePhone;
  parseDate: ParseDate;
}

const problems = {
  unknownSlot: { ru: 'в этом сценарии нет такого поля', en: 'this flow has no such slot' },
  unreadable: { ru: 'значение не удалось прочитать', en: 'the value cannot be read' },
  unknownSignal: {
    ru: 'нет такого сигнала, или ассистентам его слать нельзя',
    en: 'there is no such signal, or assistants may not send it',
  },
  wrongPayload: {
    ru: 'такого значения у сигнала нет, или оно другого типа, или его не хватает',
    en: 'the signal has no such value, or it is of another type, or missing',
  },
} as const satisfies Record<string, LocalizedText>;

/** What is wrong with a signal. @param path of it in the request; empty for the whole */
export function signalProblems({ content }: AssistantDialogue, signal: SentSignal, path = ''): FieldProblem[] {
  const at = (key: string) => (path === '' ? key : `${path}.${key}`);
  const declared = content.signals?.find(({ name }) => name === signal.name);
  if (!declared?.sources.includes('assistant')) return [{ path: at('name'), message: problems.unknownSignal }];
  return payloadProblems(declared, signal.payload).map((key) => ({
    path: at(`payload.${key}`),
    message: problems.wrongPayload,
  }));
}

function slotProblem(
  { content, state }: AssistantDialogue,
  slot: string,
  raw: string,
  parsers: Parsers,
  now: string,
): LocalizedText | null {
  const declarations = content.flow.slots ?? [];
  if (!isBuiltInSlot(slot) && !declarations.some(({ key }) => key === slot)) return problems.unknownSlot;
  const { understood } = understand(raw, {
    ...parsers,
    wanted: [slot],
    declarations,
    known: {},
    locale: state.locale,
    defaultCountry: content.channel.defaultCountry,
    now,
    timeZone: timeZoneOf(content),
  });
  return understood.some((part) => part.slot === slot) ? null : problems.unreadable;
}

/** What is wrong with a proposal, against what the dialogue's flow knows. Empty when it can be taken. */
export function proposalProblems(
  dialogue: AssistantDialogue,
  proposal: AssistantProposal,
  parsers: Parsers,
  now: string,
): FieldProblem[] {
  const slots = Object.entries(proposal.slots).flatMap(([slot, raw]) => {
    const message = slotProblem(dialogue, slot, raw, parsers, now);
    return message === null ? [] : [{ path: `slots.${slot}`, message }];
  });
  return [...slots, ...proposal.signals.flatMap((signal, at) => signalProblems(dialogue, signal, `signals.${at}`))];
}
