import type { FlowNode, NodeConfigs, NodeKind } from '@voronka/domain';
import { conversationForms } from './conversation.forms.ts';
import { crmForms } from './crm.forms.ts';
import type { FieldValues, FormSpecification, ShownField } from './form-field.ts';
import { triggerForms } from './triggers.forms.ts';

/** One form per node kind: a kind without one, or a setting without a field, does not compile. */
export const nodeForms: { readonly [K in NodeKind]: FormSpecification<NodeConfigs[K]> } = {
  ...triggerForms,
  ...conversationForms,
  ...crmForms,
};

interface LooseField {
  absent?: unknown;
  shownIf?(this: void, config: FlowNode['config']): boolean;
}

/** The fields of a node that matter now, each with its value, in the order in which they are shown. */
export function shownFields(node: Pick<FlowNode, 'kind' | 'config'>): ShownField[] {
  const values = new Map<string, unknown>(Object.entries(node.config));
  return Object.entries<LooseField>(nodeForms[node.kind])
    .filter(([, { shownIf }]) => shownIf?.(node.config) ?? true)
    .map(([key, { absent, shownIf: _, ...field }]) => {
      const value = values.get(key);
      // `FormSpecification` holds type and value of a field together; that is lost between the kinds.
      return { ...field, key, value: value === undefined ? absent : value } as ShownField;
    });
}

/** A node with one value of its config replaced. */
export function withField<N extends Pick<FlowNode, 'config'>>(
  node: N,
  key: string,
  value: FieldValues[keyof FieldValues],
): N {
  return { ...node, config: { ...node.config, [key]: value } };
}
