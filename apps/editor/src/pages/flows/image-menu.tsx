import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import { IconPhotoDown } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ImageFormat } from '@voronka/flow-editor';
import { useSaveImage } from './use-save-image.ts';

/** The button that offers the drawing as an image. */
export function ImageMenu({ onSave }: { onSave: (format: ImageFormat) => void }) {
  const { t } = useTranslation();
  return (
    <Menu position="top" withinPortal>
      <Tooltip label={t('annotations.image.save')}>
        <Menu.Target>
          <ActionIcon aria-label={t('annotations.image.save')}>
            <IconPhotoDown size={17} stroke={1.7} />
          </ActionIcon>
        </Menu.Target>
      </Tooltip>
      <Menu.Dropdown>
        <Menu.Item onClick={() => onSave('png')}>{t('annotations.image.png')}</Menu.Item>
        <Menu.Item onClick={() => onSave('svg')}>{t('annotations.image.svg')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

/** The same over a canvas that is only looked at; stands in that canvas. */
export function ImageTool({ flowName }: { flowName: string }) {
  const { t } = useTranslation();
  const save = useSaveImage(flowName);
  return (
    <div className="v-canvas-tools" role="toolbar" aria-label={t('draft.tools')}>
      <ImageMenu onSave={save} />
    </div>
  );
}
