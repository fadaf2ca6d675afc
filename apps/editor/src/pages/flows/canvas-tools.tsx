import { ActionIcon, Modal, Tooltip } from '@mantine/core';
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconBoxMultiple,
  IconKeyboard,
  IconNote,
  IconPlus,
  IconSitemap,
} from '@tabler/icons-react';
import type { Icon } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ImageFormat } from '@voronka/flow-editor';
import { ImageMenu } from './image-menu.tsx';
import { shortcutHelp } from './shortcuts.ts';
import type { DraftCommands } from './use-commands.ts';

function Tool({
  icon: ToolIcon,
  label,
  keys,
  disabled = false,
  loading = false,
  onClick,
}: {
  icon: Icon;
  label: string;
  keys: string;
  disabled?: boolean;
  loading?: boolean;
  onClick: () => void;
}) {
  return (
    <Tooltip label={`${label} (${keys})`}>
      <ActionIcon
        aria-label={label}
        loading={loading}
        data-disabled={disabled || undefined}
        aria-disabled={disabled}
        onClick={() => {
          if (!disabled) onClick();
        }}
      >
        <ToolIcon size={17} stroke={1.7} />
      </ActionIcon>
    </Tooltip>
  );
}

/** Buttons over the canvas: add, notes and groups, undo, redo, arrange, image, keys. */
export function CanvasTools({
  commands,
  canUndo,
  canRedo,
  isArranging,
  onAdd,
  onGroup,
  onImage,
  onHelp,
}: {
  commands: DraftCommands;
  canUndo: boolean;
  canRedo: boolean;
  /** Whether tidy places are being looked for. */
  isArranging: boolean;
  onAdd: () => void;
  /** Null while nothing is chosen that a frame could be drawn around. */
  onGroup: (() => void) | null;
  onImage: (format: ImageFormat) => void;
  onHelp: () => void;
}) {
  const { t } = useTranslation();
  return (
    <div className="v-canvas-tools" role="toolbar" aria-label={t('draft.tools')}>
      <Tool icon={IconPlus} label={t('draft.does.add')} keys="A" onClick={onAdd} />
      <Tool icon={IconNote} label={t('annotations.addNote')} keys="N" onClick={() => commands.addNote()} />
      <Tool
        icon={IconBoxMultiple}
        label={t('annotations.group')}
        keys="G"
        disabled={onGroup === null}
        onClick={() => onGroup?.()}
      />
      <Tool icon={IconArrowBackUp} label={t('draft.undo')} keys="Ctrl+Z" disabled={!canUndo} onClick={commands.undo} />
      <Tool
        icon={IconArrowForwardUp}
        label={t('draft.redo')}
        keys="Ctrl+Shift+Z"
        disabled={!canRedo}
        onClick={commands.redo}
      />
      <Tool
        icon={IconSitemap}
        label={t('draft.does.arrange')}
        keys="L"
        loading={isArranging}
        onClick={commands.arrange}
      />
      <ImageMenu onSave={onImage} />
      <Tool icon={IconKeyboard} label={t('draft.keys')} keys="?" onClick={onHelp} />
    </div>
  );
}

/** All keys of the canvas. */
export function KeysDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('draft.keys')}
      size={560}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <dl className="v-keys">
        {shortcutHelp.map(({ keys, does }) => (
          <div key={does}>
            <dt>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{t(`draft.does.${does}`)}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}
