import type { KeyboardEvent } from 'react';
import { SegmentedControl } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { addPart, joinBy, movePart, newLeaf, removePart } from '@voronka/flow-editor/forms';
import type { BuilderNode, Move } from '@voronka/flow-editor/forms';
import { AddButton } from './form-parts.tsx';
import { useCondition } from './condition-context.ts';
import { ConditionLeafFields } from './condition-leaf.tsx';
import { afterRemoval, PartMenu } from './condition-menu.tsx';

type PartOf<K extends BuilderNode['kind']> = Extract<BuilderNode, { kind: K }>;

const moveKeys: Readonly<Record<string, Move>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'out',
  ArrowRight: 'in',
};

/** Keeps a key from lists that would open on it, and from the browser. */
function stop(event: KeyboardEvent): void {
  event.preventDefault();
  event.stopPropagation();
}

/** Alt with an arrow moves the part that the keyboard is in, Alt+Delete takes it out. */
function usePartKeys(id: string) {
  const { root, apply, canBeNothing } = useCondition();
  return (event: KeyboardEvent) => {
    const isInnermost = event.target instanceof Element && event.target.closest('.v-part') === event.currentTarget;
    if (!isInnermost || !event.altKey || event.ctrlKey || event.metaKey) return;
    const move = moveKeys[event.key];
    if (move) {
      stop(event);
      const next = movePart(root, id, move);
      if (next) apply(next, id);
    } else if (event.key === 'Delete') {
      stop(event);
      const next = removePart(root, id);
      if (next || canBeNothing) apply(next, afterRemoval(root, id));
    }
  };
}

function Group({ part }: { part: PartOf<'group'> }) {
  const { t } = useTranslation();
  const { root, newId, apply } = useCondition();
  const name = t(`nodeForm.condition.${part.join}`);
  const addLeaf = () => {
    const added: BuilderNode = { id: newId(), kind: 'leaf', leaf: newLeaf() };
    apply(addPart(root, part.id, added, newId), added.id, 'fact');
  };
  const addGroup = () => {
    const leaf: BuilderNode = { id: newId(), kind: 'leaf', leaf: newLeaf() };
    const join = part.join === 'all' ? 'any' : 'all';
    apply(addPart(root, part.id, { id: newId(), kind: 'group', join, children: [leaf] }, newId), leaf.id, 'fact');
  };
  return (
    <>
      <div className="v-part-head">
        <SegmentedControl
          size="xs"
          aria-label={t('nodeForm.condition.join')}
          value={part.join}
          onChange={(join) => apply(joinBy(root, part.id, join))}
          data={(['all', 'any'] as const).map((join) => ({ value: join, label: t(`nodeForm.condition.${join}`) }))}
        />
        <PartMenu part={part} name={t('nodeForm.condition.group', { name })} />
      </div>
      <ul className="v-part-children">
        {part.children.map((child) => (
          <li key={child.id}>
            <ConditionPart part={child} />
          </li>
        ))}
      </ul>
      <div className="v-part-add">
        <AddButton label={t('nodeForm.condition.add')} onClick={addLeaf} />
        <AddButton label={t('nodeForm.condition.addGroup')} onClick={addGroup} />
      </div>
    </>
  );
}

function Negation({ part }: { part: PartOf<'not'> }) {
  const { t } = useTranslation();
  return (
    <>
      <div className="v-part-head">
        <span className="v-form-title">{t('nodeForm.condition.not')}</span>
        <PartMenu part={part} name={t('nodeForm.condition.negation')} />
      </div>
      <div className="v-part-children">
        <ConditionPart part={part.child} />
      </div>
    </>
  );
}

function Leaf({ part }: { part: PartOf<'leaf'> }) {
  const { t } = useTranslation();
  const { root, newId, apply } = useCondition();
  const isAlone = root.id === part.id;
  return (
    <>
      <ConditionLeafFields part={part} />
      {isAlone ? (
        <AddButton
          label={t('nodeForm.condition.add')}
          onClick={() => {
            const added: BuilderNode = { id: newId(), kind: 'leaf', leaf: newLeaf() };
            apply(addPart(root, part.id, added, newId), added.id, 'fact');
          }}
        />
      ) : null}
    </>
  );
}

/** One part of a condition with all that it holds. */
export function ConditionPart({ part }: { part: BuilderNode }) {
  const onKeyDown = usePartKeys(part.id);
  return (
    <div className="v-part" data-kind={part.kind} onKeyDownCapture={onKeyDown}>
      {part.kind === 'group' ? <Group part={part} /> : null}
      {part.kind === 'not' ? <Negation part={part} /> : null}
      {part.kind === 'leaf' ? <Leaf part={part} /> : null}
    </div>
  );
}
