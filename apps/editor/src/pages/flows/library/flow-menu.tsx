import { useState } from 'react';
import { ActionIcon, Menu } from '@mantine/core';
import { IconArchive, IconArchiveOff, IconCopy, IconDots, IconDownload, IconPencil } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { FlowList } from '@voronka/contracts';
import { api } from '../../../api/endpoints.ts';
import { useSession } from '../../../app/session.tsx';
import { useFailureToast } from '../../../components/use-failure-toast.tsx';
import { useLocale } from '../../../i18n/use-locale.ts';
import { ArchiveDialog } from './archive-dialog.tsx';
import { RenameDialog } from './rename-dialog.tsx';
import { fileNameOf, saveAsFile } from './save-file.ts';
import { useFlowDeed } from './use-flow-deed.ts';

type ListedFlow = FlowList['flows'][number];

function useCopy(flow: ListedFlow) {
  const { t, i18n } = useTranslation();
  const navigate = useNavigate();
  const inBoth = (locale: 'ru' | 'en') =>
    i18n.getFixedT(locale)('library.copyOf', { name: flow.name[locale] }).slice(0, 100);
  return useFlowDeed(
    () => api.createFlow({ name: { ru: inBoth('ru'), en: inBoth('en') }, from: { kind: 'copy', flowId: flow.id } }),
    { done: t('library.created'), onDone: (made) => void navigate(`/flows/${made.id}?version=draft`) },
  );
}

/** What can be done with a flow of the list. */
export function FlowMenu({ flow }: { flow: ListedFlow }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const { can } = useSession();
  const tell = useFailureToast();
  const [asking, setAsking] = useState<'rename' | 'archive' | null>(null);
  const copy = useCopy(flow);
  const unarchive = useFlowDeed(() => api.unarchiveFlow(flow.id), {
    done: t('library.fromArchiveDone'),
    onDone: () => undefined,
  });
  const download = (of: 'draft' | 'live') => {
    api
      .exportFlow(flow.id, of)
      .then((file) => saveAsFile(fileNameOf(flow.name[locale]), file))
      .catch((error: unknown) => tell(error));
  };
  const close = () => setAsking(null);
  return (
    <>
      <Menu position="bottom-end" withInitialFocusPlaceholder={false}>
        <Menu.Target>
          <ActionIcon aria-label={t('library.actionsOf', { name: flow.name[locale] })}>
            <IconDots size={16} stroke={1.7} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {can.editFlows ? (
            <>
              <Menu.Item leftSection={<IconPencil size={15} aria-hidden />} onClick={() => setAsking('rename')}>
                {t('library.rename')}
              </Menu.Item>
              <Menu.Item leftSection={<IconCopy size={15} aria-hidden />} onClick={() => copy.mutate(undefined)}>
                {t('library.duplicate')}
              </Menu.Item>
            </>
          ) : null}
          <Menu.Item leftSection={<IconDownload size={15} aria-hidden />} onClick={() => download('draft')}>
            {t('library.exportDraft')}
          </Menu.Item>
          {flow.publishedAt ? (
            <Menu.Item leftSection={<IconDownload size={15} aria-hidden />} onClick={() => download('live')}>
              {t('library.exportLive')}
            </Menu.Item>
          ) : null}
          {can.editFlows && flow.archivedAt === null ? (
            <Menu.Item leftSection={<IconArchive size={15} aria-hidden />} onClick={() => setAsking('archive')}>
              {t('library.toArchive')}
            </Menu.Item>
          ) : null}
          {can.editFlows && flow.archivedAt !== null ? (
            <Menu.Item
              leftSection={<IconArchiveOff size={15} aria-hidden />}
              onClick={() => unarchive.mutate(undefined)}
            >
              {t('library.fromArchive')}
            </Menu.Item>
          ) : null}
        </Menu.Dropdown>
      </Menu>
      {asking === 'rename' ? <RenameDialog flow={flow} onClose={close} /> : null}
      {asking === 'archive' ? <ArchiveDialog flow={flow} onClose={close} /> : null}
    </>
  );
}
