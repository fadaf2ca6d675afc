import type { LocalizedText } from '../flow/flow-graph.ts';

/** Key of a slot: the built-in `name`, `phone`, `email`, or a key that the flow declares. */
export type SlotKey = string;

/** One answer of a slot of kind `choice`. */
export interface SlotOption {
  /** What is kept when this option is chosen. */
  value: string;
  /** What the client sees; its words choose the option too. */
  title: LocalizedText;
  /** Further words and phrases that mean this option, in any language. */
  words: string[];
}

/** What a slot of the flow's own holds. */
export type SlotContent =
  /** Any text; `maxLength` in characters, 1,000 unless told. */
  | { kind: 'text'; maxLength?: number }
  /** A number, both bounds included. */
  | { kind: 'number'; min?: number; max?: number }
  | { kind: 'choice'; options: SlotOption[] }
  /** A calendar day; `past`: of days that fit ("on Friday", "12.03") the last one is meant, else the next one. */
  | { kind: 'date'; past?: boolean };

/** A slot that a flow declares besides name, phone and e-mail. */
export type SlotDeclaration = { key: SlotKey; title: LocalizedText } & SlotContent;
