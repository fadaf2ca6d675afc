import { useState } from 'react';
import { Button, Group, Modal, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { FlowList } from '@voronka/contracts';
import { api } from '../../../api/endpoints.ts';
import { wholeName } from './flow-name.ts';
import type { TypedName } from './flow-name.ts';
import { NameFields } from './name-fields.tsx';
import { useFlowDeed } from './use-flow-deed.ts';

/** Gives a flow another name. */
export function RenameDialog({ flow, onClose }: { flow: FlowList['flows'][number]; onClose: () => void }) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState<TypedName>(flow.name);
  const [isPressed, setPressed] = useState(false);
  const rename = useFlowDeed((name: TypedName) => api.renameFlow(flow.id, name), {
    done: t('library.renamed'),
    onDone: onClose,
  });
  const send = () => {
    setPressed(true);
    const name = wholeName(typed);
    if (name) rename.mutate(name);
  };
  return (
    <Modal opened onClose={onClose} title={t('library.rename')} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <Stack gap="md">
          <NameFields name={typed} isPressed={isPressed} onChange={setTyped} />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" loading={rename.isPending}>
              {t('library.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
