import { useMemo, useState } from 'react';
import { Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { FlowGraph, FlowNode } from '@voronka/domain';
import { checkNode, keepable, shownFields, withField } from '@voronka/flow-editor/forms';
import { useLocale } from '../../../i18n/use-locale.ts';
import { DeclarationsForm } from './declarations-form.tsx';
import { FieldView } from './field-view.tsx';
import { FormContextOfNode } from './form-context.ts';
import type { FormContext, Surroundings } from './form-context.ts';
import { LocalizedInput } from './text-fields.tsx';
import { useMirror } from './use-mirror.ts';

/**
 * The settings of a node, ready to be changed. What breaks its limits is said at its field and stays here; everything
 * else is handed on at once.
 */
export function NodeForm({
  node,
  graph,
  surroundings,
  onChange,
  onGraphChange,
}: {
  node: FlowNode;
  graph: FlowGraph;
  surroundings: Surroundings;
  onChange: (node: FlowNode) => void;
  /** Takes over the flow with other details or fields. */
  onGraphChange: (change: (graph: FlowGraph) => FlowGraph) => void;
}) {
  const { t } = useTranslation();
  const locale = useLocale();
  const [edited, setEdited] = useMirror(node, (given) => given);
  const [language, setLanguage] = useState(locale);
  const [isDeclaring, setDeclaring] = useState(false);
  // Where the node stands is none of the form's business.
  const { position } = node;
  const now = useMemo(() => ({ ...edited, position }), [edited, position]);
  const problems = useMemo(() => checkNode(now), [now]);

  const change = (next: FlowNode) => {
    const kept = keepable(next, node) ?? node;
    setEdited(next, kept);
    if (kept !== node) onChange(kept);
  };
  const form = useMemo<FormContext>(
    () => ({
      graph,
      surroundings,
      problems,
      language,
      setLanguage,
      openDeclarations: () => setDeclaring(true),
    }),
    [graph, surroundings, problems, language],
  );
  const fields = shownFields(now);
  return (
    <FormContextOfNode value={form}>
      <form className="v-node-form" aria-label={t('nodeForm.title')} onSubmit={(event) => event.preventDefault()}>
        <LocalizedInput
          plain
          title={t('nodeForm.label')}
          value={now.label}
          path={['label']}
          onChange={(label) => change({ ...now, label })}
        />
        {fields.length === 0 ? <p className="v-dim">{t('nodeForm.noSettings')}</p> : null}
        {fields.map((field) => (
          <FieldView
            key={field.key}
            field={field}
            node={now}
            onChange={(value) => change(withField(now, field.key, value))}
          />
        ))}
        <div role="status">{problems.length > 0 ? <p className="v-failed-text">{t('nodeForm.invalid')}</p> : null}</div>
      </form>
      <Modal
        opened={isDeclaring}
        onClose={() => setDeclaring(false)}
        size="lg"
        title={t('nodeForm.declared.title')}
        closeButtonProps={{ 'aria-label': t('common.close') }}
      >
        <DeclarationsForm graph={graph} onGraphChange={onGraphChange} />
      </Modal>
    </FormContextOfNode>
  );
}
