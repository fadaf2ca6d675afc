import { useState } from 'react';
import { Button, Checkbox, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { AssistantScope } from '@voronka/contracts';
import { api } from '../../api/endpoints.ts';
import { keys } from '../../api/query-keys.ts';
import { useFailureToast } from '../../components/use-failure-toast.tsx';

const scopes: readonly AssistantScope[] = [
  'turn.read',
  'reply.propose',
  'slots.propose',
  'signal.send',
  'dialogue.read',
];
/** What a program needs that answers clients. */
const usualScopes: readonly AssistantScope[] = ['turn.read', 'reply.propose', 'slots.propose', 'signal.send'];

/** Makes a token: its name and its rights. */
export function TokenDialog({
  assistantId,
  onClose,
  onMade,
}: {
  assistantId: string;
  onClose: () => void;
  onMade: (made: { name: string; token: string }) => void;
}) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const tell = useFailureToast();
  const [name, setName] = useState('');
  const [chosen, setChosen] = useState<readonly AssistantScope[]>(usualScopes);
  const [isPressed, setPressed] = useState(false);
  const isIncomplete = name.trim() === '' || chosen.length === 0;
  const make = useMutation({
    mutationFn: () => api.createAssistantToken(assistantId, { name: name.trim(), scopes: [...chosen] }),
    onSuccess: async ({ token }) => {
      onClose();
      onMade({ name: name.trim(), token });
      await client.invalidateQueries({ queryKey: keys.assistantTokens(assistantId) });
    },
    onError: (error) => tell(error),
  });
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('assistants.addToken')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          event.stopPropagation();
          setPressed(true);
          if (!isIncomplete) make.mutate();
        }}
      >
        <Stack gap="md">
          <TextInput
            data-autofocus
            label={t('assistants.tokenName')}
            description={t('assistants.tokenNameHint')}
            maxLength={100}
            error={isPressed && name.trim() === '' ? t('assistants.nameRequired') : null}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Checkbox.Group
            label={t('assistants.scopes')}
            error={isPressed && chosen.length === 0 ? t('assistants.noScope') : null}
            value={[...chosen]}
            onChange={(values) => setChosen(scopes.filter((scope) => values.includes(scope)))}
          >
            <Stack gap={8} mt={6}>
              {scopes.map((scope) => (
                <Checkbox
                  key={scope}
                  value={scope}
                  label={t(`assistants.scopeName.${scope}`)}
                  description={<code>{scope}</code>}
                />
              ))}
            </Stack>
          </Checkbox.Group>
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" loading={make.isPending}>
              {t('assistants.addToken')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
