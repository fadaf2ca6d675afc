import { Menu, Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { factDeclaration, operatorSpecifications } from '@voronka/domain';
import type { ConditionLeaf } from '@voronka/domain';
import {
  changeLeaf,
  factGroupsOf,
  leafProblem,
  operatorsOf,
  valueEditorOf,
  withFact,
  withOperator,
} from '@voronka/flow-editor/forms';
import type { BuilderNode, ValueEditor } from '@voronka/flow-editor/forms';
import { leafInWords } from '@voronka/flow-editor/words';
import { useLocale } from '../../../i18n/use-locale.ts';
import { useCondition } from './condition-context.ts';
import { PartMenu } from './condition-menu.tsx';
import { useNames } from './condition-sentence.tsx';
import { ConditionValueField } from './condition-value.tsx';
import { useForm } from './form-context.ts';
import { SearchSelect } from './search-select.tsx';
import { LocalizedInput } from './text-fields.tsx';

function FactSelect({ part, fact, onChange }: { part: string; fact: string; onChange: (fact: string) => void }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const { graph } = useForm();
  const groups = factGroupsOf(graph).map(({ title, facts }) => ({
    group: title[locale],
    items: facts.map(({ name, declaration }) => ({ value: name, label: declaration.title[locale] })),
  }));
  const isKnown = factDeclaration(fact, graph) !== undefined;
  const unknown = { value: fact, label: t('nodeForm.condition.undeclared', { name: fact }) };
  return (
    <SearchSelect
      size="xs"
      data-fact={part}
      aria-label={t('nodeForm.condition.fact')}
      maxDropdownHeight={300}
      data={isKnown ? groups : [unknown, ...groups]}
      value={fact}
      onChange={(next) => next && onChange(next)}
    />
  );
}

/** Whether a value needs a line of its own. */
function isWide(editor: ValueEditor): boolean {
  if (typeof editor === 'object') return editor.choose === 'several';
  return editor === 'words' || editor === 'pattern' || editor === 'minutes';
}

/** A comparison: what is looked at, how, with what, and what people call it. */
export function ConditionLeafFields({ part }: { part: Extract<BuilderNode, { kind: 'leaf' }> }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const { graph } = useForm();
  const { root, apply } = useCondition();
  const names = useNames();
  const { leaf } = part;
  const declaration = factDeclaration(leaf.fact, graph);
  const change = (next: ConditionLeaf) => apply(changeLeaf(root, part.id, next));
  const operators = declaration ? operatorsOf(leaf.fact, declaration) : [];
  const offered = operators.includes(leaf.operator) ? operators : [leaf.operator, ...operators];
  const problem = leafProblem(leaf, graph);
  const { label, ...unlabelled } = leaf;
  return (
    <div className="v-leaf">
      <div className="v-leaf-line">
        <FactSelect part={part.id} fact={leaf.fact} onChange={(fact) => change(withFact(leaf, fact, graph))} />
        <PartMenu part={part} name={label?.[locale] || leafInWords(leaf, locale, names)}>
          {label ? (
            <Menu.Item onClick={() => apply(changeLeaf(root, part.id, unlabelled), part.id)}>
              {t('nodeForm.condition.removeLabel')}
            </Menu.Item>
          ) : (
            <Menu.Item
              onClick={() => apply(changeLeaf(root, part.id, { ...leaf, label: { ru: '', en: '' } }), part.id)}
            >
              {t('nodeForm.condition.addLabel')}
            </Menu.Item>
          )}
          <Menu.Divider />
        </PartMenu>
      </div>
      <div
        className="v-leaf-comparison"
        data-wide={(declaration && isWide(valueEditorOf(leaf, declaration))) || undefined}
      >
        <Select
          size="xs"
          allowDeselect={false}
          aria-label={t('nodeForm.condition.operator')}
          data={offered.map((name) => ({ value: name, label: operatorSpecifications[name].title[locale] }))}
          value={leaf.operator}
          onChange={(next) => {
            const operator = offered.find((name) => name === next);
            if (operator && declaration) change(withOperator(leaf, operator, declaration));
          }}
        />
        {declaration ? <ConditionValueField leaf={leaf} declaration={declaration} onChange={change} /> : null}
      </div>
      {problem ? <p className="v-failed-text">{problem[locale]}</p> : null}
      {label ? (
        <LocalizedInput
          plain
          title={t('nodeForm.condition.label')}
          help={t('nodeForm.condition.labelHint')}
          value={label}
          path={[]}
          onChange={(next) => change({ ...leaf, label: next })}
        />
      ) : null}
    </div>
  );
}
