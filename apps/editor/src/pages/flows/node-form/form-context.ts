import { createContext, useContext } from 'react';
import type { FlowGraph, Locale, LocalizedText } from '@voronka/domain';
import type { Problem } from '@voronka/flow-editor/forms';

/** Something outside the flow that a node can name. */
export interface NamedOption {
  value: string;
  name: LocalizedText;
  /** Why it cannot be relied on now. What is archived is shown where it is chosen, and not offered. */
  state?: 'off' | 'unpublished' | 'archived';
}

/** What nodes of a flow can name. */
export interface Surroundings {
  stages: readonly NamedOption[];
  signals: readonly NamedOption[];
  webhooks: readonly NamedOption[];
  /** Other flows. */
  flows: readonly NamedOption[];
}

/** What every field of a form looks at. */
export interface FormContext {
  graph: FlowGraph;
  surroundings: Surroundings;
  problems: readonly Problem[];
  /** Language of the texts that are edited now. */
  language: Locale;
  setLanguage: (language: Locale) => void;
  /** Opens the flow's own details and fields. */
  openDeclarations: () => void;
}

/** The form around a field. */
export const FormContextOfNode = createContext<FormContext | null>(null);

/** The form around a field. @throws Error outside of a form */
export function useForm(): FormContext {
  const form = useContext(FormContextOfNode);
  if (!form) throw new Error('a field outside of a node form');
  return form;
}
