import { useState } from 'react';
import { Button, Group, Modal, PasswordInput, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { CrmHookAddress, IntegrationSetup } from '@voronka/contracts';
import { api } from '../../api/endpoints.ts';
import { keys } from '../../api/query-keys.ts';
import { useFailureToast } from '../../components/use-failure-toast.tsx';
import { CopyField } from '../assistants/shown-once.tsx';

function AddressDialog({ address, onClose }: { address: CrmHookAddress; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('crmWatch.address')}
      closeOnClickOutside={false}
      closeOnEscape={false}
      withCloseButton={false}
    >
      <Stack gap="md">
        <Text>{t('assistants.shownOnce')}</Text>
        <CopyField label={t('crmWatch.address')} value={address.url ?? address.path} />
        <Text>{t(address.url === null ? 'crmWatch.addressPathOnly' : 'crmWatch.addressSteps')}</Text>
        <Group justify="flex-end">
          <Button onClick={onClose}>{t('assistants.done')}</Button>
        </Group>
      </Stack>
    </Modal>
  );
}

/** What people enter in Bitrix24 and bring back from there: our address, told once, and the application's token. */
export function HookAddress({ integration }: { integration: IntegrationSetup }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const tell = useFailureToast();
  const [address, setAddress] = useState<CrmHookAddress | null>(null);
  const [token, setToken] = useState('');
  const [isPressed, setPressed] = useState(false);
  const typed = token.trim();
  const isBad = typed.length < 8 || typed.length > 200;
  const refresh = () => client.invalidateQueries({ queryKey: keys.integrations });
  const make = useMutation({
    mutationFn: () => api.renewHookAddress(integration.id),
    onSuccess: async (made) => {
      setAddress(made);
      await refresh();
    },
    onError: (error) => tell(error),
  });
  const save = useMutation({
    mutationFn: () => api.setHookToken(integration.id, typed),
    onSuccess: async () => {
      setToken('');
      setPressed(false);
      notifications.show({ message: t('crmWatch.tokenSaved') });
      await refresh();
    },
    onError: (error) => tell(error),
  });
  const { hasAddress } = integration.watch.hook;
  return (
    <Stack gap="md">
      <Group gap="xs">
        <Button variant="default" loading={make.isPending} onClick={() => make.mutate()}>
          {t(hasAddress ? 'crmWatch.newAddress' : 'crmWatch.makeAddress')}
        </Button>
        {hasAddress ? <span className="v-dim">{t('crmWatch.newAddressHint')}</span> : null}
      </Group>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setPressed(true);
          if (!isBad) save.mutate();
        }}
      >
        <Stack gap="xs">
          <PasswordInput
            label={t('crmWatch.token')}
            description={t('crmWatch.tokenHint')}
            maxLength={200}
            autoComplete="off"
            error={isPressed && isBad ? t('crmWatch.tokenShort') : null}
            value={token}
            onChange={(event) => setToken(event.currentTarget.value)}
          />
          {typed === '' ? null : (
            <Group>
              <Button type="submit" loading={save.isPending}>
                {t('crmWatch.saveToken')}
              </Button>
            </Group>
          )}
        </Stack>
      </form>
      {address ? <AddressDialog address={address} onClose={() => setAddress(null)} /> : null}
    </Stack>
  );
}
