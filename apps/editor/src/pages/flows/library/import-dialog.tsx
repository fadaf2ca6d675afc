import { useState } from 'react';
import { Button, FileInput, Group, Modal, Stack, Text } from '@mantine/core';
import { IconFileUpload } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { flowFileLimit } from '@voronka/contracts';
import { ApiFailure } from '../../../api/api-failure.ts';
import { api } from '../../../api/endpoints.ts';
import { useLocale } from '../../../i18n/use-locale.ts';
import { Refusal } from './refusal.tsx';
import { useFlowDeed } from './use-flow-deed.ts';

const megabytes = flowFileLimit / 1_000_000;

/** Makes a flow from a file, and says what is wrong in one that is refused. */
export function ImportDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const navigate = useNavigate();
  const [file, setFile] = useState<File | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const [problems, setProblems] = useState<string[]>([]);
  const load = useFlowDeed(async (chosen: File) => api.importFlow(await chosen.text()), {
    done: t('library.imported'),
    onDone: (flow) => {
      onClose();
      void navigate(`/flows/${flow.id}?version=draft`);
    },
    onFailed: (error) => {
      const fields = error instanceof ApiFailure ? (error.answer?.fields ?? []) : [];
      setProblems(fields.map(({ message }) => message[locale]));
      return fields.length > 0;
    },
  });
  const send = () => {
    const isTooLarge = file !== null && file.size > flowFileLimit;
    setFault(file === null ? t('library.fileRequired') : isTooLarge ? t('library.fileTooLarge', { megabytes }) : null);
    setProblems([]);
    if (file && !isTooLarge) load.mutate(file);
  };
  return (
    <Modal opened onClose={onClose} title={t('library.import')} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <Stack gap="md">
          <Text>{t('library.importText')}</Text>
          <FileInput
            label={t('library.file')}
            placeholder={t('library.chooseFile')}
            accept=".json,application/json"
            leftSection={<IconFileUpload size={16} aria-hidden />}
            value={file}
            error={fault}
            onChange={(chosen) => {
              setFile(chosen);
              setFault(null);
              setProblems([]);
            }}
          />
          {problems.length > 0 ? (
            <Refusal title={t('library.problems')}>
              <ul className="v-problems">
                {problems.map((problem, at) => (
                  <li key={at}>{problem}</li>
                ))}
              </ul>
            </Refusal>
          ) : null}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" loading={load.isPending}>
              {t('library.importAction')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
