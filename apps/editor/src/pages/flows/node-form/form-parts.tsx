import type { ReactNode } from 'react';
import { ActionIcon, Button } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconPlus, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

/** The head of a field whose input is more than one box: title, help, and what belongs to it at the right. */
export function FieldHead({
  title,
  help,
  children,
}: {
  title: string;
  help?: string | undefined;
  children?: ReactNode;
}) {
  return (
    <div className="v-form-head">
      <div className="v-form-head-line">
        <span className="v-form-title">{title}</span>
        {children}
      </div>
      {help ? <p className="v-dim">{help}</p> : null}
    </div>
  );
}

/** A field of several inputs, named for those who listen. */
export function FieldGroup({
  title,
  help,
  error,
  children,
}: {
  title: string;
  help?: string | undefined;
  error?: string | null;
  children: ReactNode;
}) {
  return (
    <section className="v-form-field" aria-label={title}>
      <FieldHead title={title} help={help} />
      {children}
      {error ? <p className="v-failed-text">{error}</p> : null}
    </section>
  );
}

/** Adds one more to a list. */
export function AddButton({ label, onClick }: { label: string; onClick: () => void }) {
  return (
    <Button
      size="compact-sm"
      variant="subtle"
      className="v-form-add"
      leftSection={<IconPlus size={14} aria-hidden />}
      onClick={onClick}
    >
      {label}
    </Button>
  );
}

/** Moves one of a list up or down and deletes it. */
export function ItemTools({
  name,
  at,
  count,
  least = 0,
  onMove,
  onRemove,
}: {
  name: string;
  at: number;
  count: number;
  /** So many have to stay. */
  least?: number;
  onMove?: (by: 1 | -1) => void;
  onRemove: () => void;
}) {
  const { t } = useTranslation();
  return (
    <span className="v-item-tools">
      {onMove && count > 1 ? (
        <>
          <ActionIcon size={24} disabled={at === 0} aria-label={t('nodeForm.up', { name })} onClick={() => onMove(-1)}>
            <IconArrowUp size={14} />
          </ActionIcon>
          <ActionIcon
            size={24}
            disabled={at === count - 1}
            aria-label={t('nodeForm.down', { name })}
            onClick={() => onMove(1)}
          >
            <IconArrowDown size={14} />
          </ActionIcon>
        </>
      ) : null}
      <ActionIcon size={24} disabled={count <= least} aria-label={t('nodeForm.remove', { name })} onClick={onRemove}>
        <IconTrash size={14} />
      </ActionIcon>
    </span>
  );
}
