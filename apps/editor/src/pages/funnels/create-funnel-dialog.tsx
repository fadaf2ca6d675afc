import { useState } from 'react';
import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { api } from '../../api/endpoints.ts';
import { keys } from '../../api/query-keys.ts';
import { useFailureToast } from '../../components/use-failure-toast.tsx';

/** Makes a funnel with the usual stages and opens it. */
export function CreateFunnelDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const navigate = useNavigate();
  const tell = useFailureToast();
  const [name, setName] = useState({ ru: '', en: '' });
  const [isPressed, setPressed] = useState(false);
  const isMissing = (locale: 'ru' | 'en') => isPressed && name[locale].trim() === '';
  const create = useMutation({
    mutationFn: () => api.createFunnel({ name }),
    onSuccess: async ({ id }) => {
      notifications.show({ message: t('funnels.created') });
      await client.invalidateQueries({ queryKey: keys.funnels });
      await navigate(`/funnels/${id}`);
    },
    onError: (error) => tell(error),
  });
  return (
    <Modal opened onClose={onClose} title={t('funnels.create')} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setPressed(true);
          if (name.ru.trim() !== '' && name.en.trim() !== '') create.mutate();
        }}
      >
        <Stack gap="md">
          <Text c="dimmed">{t('funnels.createHint')}</Text>
          {(['ru', 'en'] as const).map((locale) => (
            <TextInput
              key={locale}
              data-autofocus={locale === 'ru' || undefined}
              label={t(locale === 'ru' ? 'funnels.nameRu' : 'funnels.nameEn')}
              maxLength={80}
              error={isMissing(locale) ? t('funnels.required') : null}
              value={name[locale]}
              onChange={(event) => {
                const { value } = event.currentTarget;
                setName((before) => ({ ...before, [locale]: value }));
              }}
            />
          ))}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" loading={create.isPending}>
              {t('funnels.create')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
