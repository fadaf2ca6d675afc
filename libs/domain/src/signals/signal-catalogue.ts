import type { PlainValue } from '../dialogue/command.ts';
import type { SignalSource } from '../dialogue/dialogue-event.ts';
import type { ConditionTree, LocalizedText } from '../flow/flow-graph.ts';

/** One value that a signal carries. */
export interface SignalField {
  key: string;
  title: LocalizedText;
  type: 'string' | 'number' | 'boolean';
  required: boolean;
}

/** A signal as the workspace's catalogue declares it. */
export interface SignalDeclaration {
  /** Stable name, e.g. `readyToCall`. */
  name: string;
  title: LocalizedText;
  /** Who may send it. */
  sources: SignalSource[];
  fields: SignalField[];
  /** Time in which a repeat is ignored, in seconds; 0: none. */
  cooldownSeconds: number;
  oncePerDialogue: boolean;
  /** Source `rule`: raised by a client message that this holds for. */
  textRule: ConditionTree | null;
  /** Source `crm`: raised when the card comes to this stage by a move made in the CRM. */
  onStage: string | null;
}

/** Why a signal was not accepted. */
export type SignalRefusal =
  | 'Signal.Unknown'
  | 'Signal.SourceNotAllowed'
  | 'Signal.PayloadInvalid'
  | 'Signal.Stale'
  | 'Signal.Cooldown'
  | 'Signal.OnceOnly'
  | 'Signal.TooMany';

/** What is wrong with a signal's payload: keys of the fields. Empty when it fits. */
export function payloadProblems(
  declaration: Pick<SignalDeclaration, 'fields'>,
  payload: Readonly<Record<string, PlainValue>>,
): string[] {
  const declared = new Map(declaration.fields.map((field) => [field.key, field]));
  const unknown = Object.keys(payload).filter((key) => !declared.has(key));
  const wrong = declaration.fields
    .filter(({ key, type, required }) => {
      const value = payload[key] ?? null;
      return value === null ? required : typeof value !== type;
    })
    .map((field) => field.key);
  return [...unknown, ...wrong];
}
