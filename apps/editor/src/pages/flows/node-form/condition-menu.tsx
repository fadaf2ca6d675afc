import type { ReactNode } from 'react';
import { ActionIcon, Menu } from '@mantine/core';
import { IconDotsVertical } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { canUnwrap, movePart, parentOf, partsOf, removePart, unwrapPart, wrapPart } from '@voronka/flow-editor/forms';
import type { BuilderNode, Move } from '@voronka/flow-editor/forms';
import { useCondition } from './condition-context.ts';

const moves: readonly { move: Move; text: 'moveUp' | 'moveDown' | 'moveIn' | 'moveOut'; key: string }[] = [
  { move: 'up', text: 'moveUp', key: 'Alt ↑' },
  { move: 'down', text: 'moveDown', key: 'Alt ↓' },
  { move: 'in', text: 'moveIn', key: 'Alt →' },
  { move: 'out', text: 'moveOut', key: 'Alt ←' },
];
const wrappings = [
  { wrapping: 'all', text: 'wrapAll' },
  { wrapping: 'any', text: 'wrapAny' },
  { wrapping: 'not', text: 'wrapNot' },
] as const;

/** The part that the keyboard goes on with when one is gone: its neighbour, else what it stood in. */
export function afterRemoval(root: BuilderNode, id: string): string {
  const parent = parentOf(root, id);
  if (parent?.kind !== 'group') return parent ? afterRemoval(root, parent.id) : '';
  const at = parent.children.findIndex((child) => child.id === id);
  const neighbour = parent.children[at + 1] ?? parent.children[at - 1];
  return neighbour?.id ?? afterRemoval(root, parent.id);
}

/** The ids of a tree that are new in another one. */
function added(before: BuilderNode, after: BuilderNode): string | undefined {
  const known = new Set(partsOf(before).map((part) => part.id));
  return partsOf(after).find((part) => !known.has(part.id))?.id;
}

/** All that can be done with one part of a condition; the keyboard comes back to it. */
export function PartMenu({ part, name, children }: { part: BuilderNode; name: string; children?: ReactNode }) {
  const { t } = useTranslation();
  const { root, newId, canBeNothing, apply } = useCondition();
  const rest = removePart(root, part.id);
  return (
    <Menu position="bottom-end" returnFocus={false} withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <ActionIcon
          size={24}
          className="v-part-menu"
          data-handle={part.id}
          aria-label={t('nodeForm.condition.menu', { name })}
        >
          <IconDotsVertical size={15} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {children}
        {moves.map(({ move, text, key }) => {
          const next = movePart(root, part.id, move);
          return next ? (
            <Menu.Item key={move} rightSection={<kbd>{key}</kbd>} onClick={() => apply(next, part.id)}>
              {t(`nodeForm.condition.${text}`)}
            </Menu.Item>
          ) : null;
        })}
        <Menu.Divider />
        {wrappings.map(({ wrapping, text }) => (
          <Menu.Item
            key={wrapping}
            onClick={() => {
              const next = wrapPart(root, part.id, wrapping, newId);
              apply(next, added(root, next));
            }}
          >
            {t(`nodeForm.condition.${text}`)}
          </Menu.Item>
        ))}
        {canUnwrap(root, part.id) ? (
          <Menu.Item
            onClick={() => {
              const within = part.kind === 'not' ? part.child : part.kind === 'group' ? part.children[0] : part;
              apply(unwrapPart(root, part.id), within?.id);
            }}
          >
            {t('nodeForm.condition.unwrap')}
          </Menu.Item>
        ) : null}
        {rest || canBeNothing ? (
          <>
            <Menu.Divider />
            <Menu.Item
              className="v-menu-danger"
              rightSection={<kbd>Alt Del</kbd>}
              onClick={() => apply(rest, afterRemoval(root, part.id))}
            >
              {t('nodeForm.condition.remove')}
            </Menu.Item>
          </>
        ) : null}
      </Menu.Dropdown>
    </Menu>
  );
}
