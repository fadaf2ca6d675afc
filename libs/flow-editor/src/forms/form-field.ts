import type { ConditionTree, Criterion, LocalizedText, NodeConfigs, SilenceConfig, WaitConfig } from '@voronka/domain';

/** What a field of each type holds. */
export interface FieldValues {
  text: LocalizedText;
  optionalText: LocalizedText | null;
  texts: LocalizedText[];
  number: number;
  /** A stretch of time in minutes. */
  minutes: number;
  optionalMinutes: number | null;
  toggle: boolean;
  choice: string;
  multiChoice: string[];
  stage: string;
  stages: string[];
  signal: string;
  webhook: string;
  subFlow: string;
  slots: string[];
  tags: string[];
  condition: ConditionTree | null;
  outputs: NodeConfigs['rule']['outputs'];
  criteria: Criterion[];
  /** Wordings by what is still missing. */
  wordings: NodeConfigs['ask']['again'];
  silence: SilenceConfig | null;
  waitFor: WaitConfig;
  /** Field of the flow → name in a webhook's answer. */
  answer: Record<string, string>;
}

/** Types of field that a form is made of. */
export type FieldType = keyof FieldValues;

/** Every word of a union with its name for people: a word without one does not compile. */
type Options<V> = { readonly [O in V & string]: LocalizedText };

/** What single types of field add. */
interface FieldOptions<V> {
  /** `said`: a client reads it, so it is shown as a bubble. `lines`: more than one line. */
  text: { said?: boolean; lines?: boolean };
  optionalText: { said?: boolean; lines?: boolean };
  /** What one of the texts is called, and the button that adds one. */
  texts: { item: LocalizedText; add: LocalizedText };
  choice: { options: Options<V> };
  multiChoice: { options: Options<V extends readonly (infer Item)[] ? Item : never> };
  /** What an empty list means. */
  stages: { none: LocalizedText };
  /** What stands there without a condition. */
  condition: { none: LocalizedText };
}

interface FieldBase {
  title: LocalizedText;
  help?: LocalizedText;
}

/** A field of one type that holds a `V`. */
type TypedField<T extends FieldType, V> = FieldBase & { type: T } & (T extends keyof FieldOptions<V>
    ? FieldOptions<V>[T]
    : unknown);

type Words = 'choice' | 'multiChoice';

/** The fields that can hold a `V`, no more and no less. */
type FieldFor<V> = {
  [T in FieldType]: [V] extends [FieldValues[T]]
    ? T extends Words
      ? TypedField<T, V>
      : [FieldValues[T]] extends [V]
        ? TypedField<T, V>
        : never
    : never;
}[FieldType];

/** A field's part of a config: what stands for a value that may be left out, and whether the field matters just now. */
interface FieldPart<C, P extends keyof C> {
  /** Shown while the config leaves it out. */
  absent?: Exclude<C[P], undefined>;
  /** Only then it is shown. @default always */
  shownIf?(this: void, config: C): boolean;
}

type Optional<C, P extends keyof C> = undefined extends C[P] ? Required<Pick<FieldPart<C, P>, 'absent'>> : unknown;

/** The form of a config: a field for each of its keys, in the order in which they are shown. */
export type FormSpecification<C> = {
  readonly [P in keyof C]-?: FieldFor<Exclude<C[P], undefined>> & FieldPart<C, P> & Optional<C, P>;
};

/** A field that is shown, with the value it holds. */
export type ShownField = {
  [T in FieldType]: TypedField<T, T extends Words ? FieldWords : FieldValues[T]> & {
    key: string;
    value: FieldValues[T];
  };
}[FieldType];

type FieldWords = string & string[];

/** A shown field of one type. */
export type ShownFieldOf<T extends FieldType> = Extract<ShownField, { type: T }>;
