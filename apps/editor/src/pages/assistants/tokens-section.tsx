import { useState } from 'react';
import { Anchor, Button, Group, Modal, Skeleton, Stack, Table, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconKey, IconPlus } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { AssistantToken } from '@voronka/contracts';
import { api } from '../../api/endpoints.ts';
import { keys } from '../../api/query-keys.ts';
import { useSession } from '../../app/session.tsx';
import { EmptyPlace } from '../../components/empty-place.tsx';
import { LoadFailure } from '../../components/load-failure.tsx';
import { useFailureToast } from '../../components/use-failure-toast.tsx';
import { useNow } from '../../components/use-now.ts';
import { moment } from '../../i18n/time.ts';
import { useLocale } from '../../i18n/use-locale.ts';
import { CopyField, ShownOnce } from './shown-once.tsx';
import { TokenDialog } from './token-dialog.tsx';

function TokenRow({ token, onRevoke }: { token: AssistantToken; onRevoke: (() => void) | null }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const now = useNow(60_000);
  const { revokedAt } = token;
  return (
    <Table.Tr>
      <Table.Td>
        <span className="v-member-name">{token.name}</span>
      </Table.Td>
      <Table.Td>
        {token.scopes.map((scope) => (
          <span key={scope} className="v-scope">
            {t(`assistants.scopeName.${scope}`)}
          </span>
        ))}
      </Table.Td>
      <Table.Td>{moment(token.createdAt, locale, t, now)}</Table.Td>
      <Table.Td>
        {revokedAt === null ? (
          t('assistants.works')
        ) : (
          <span className="v-dim">{t('assistants.revoked', { at: moment(revokedAt, locale, t, now) })}</span>
        )}
      </Table.Td>
      <Table.Td ta="right">
        {onRevoke && revokedAt === null ? (
          <Button
            size="compact-xs"
            variant="subtle"
            color="red"
            aria-label={t('assistants.revokeOf', { name: token.name })}
            onClick={onRevoke}
          >
            {t('assistants.revoke')}
          </Button>
        ) : null}
      </Table.Td>
    </Table.Tr>
  );
}

function RevokeDialog({
  token,
  assistantId,
  onClose,
}: {
  token: AssistantToken;
  assistantId: string;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const tell = useFailureToast();
  const revoke = useMutation({
    mutationFn: () => api.revokeAssistantToken(assistantId, token.id),
    onSuccess: async () => {
      onClose();
      notifications.show({ message: t('assistants.tokenRevoked') });
      await client.invalidateQueries({ queryKey: keys.assistantTokens(assistantId) });
    },
    onError: (error) => tell(error),
  });
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('assistants.revokeAsk', { name: token.name })}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Stack gap="md">
        <Text>{t('assistants.revokeHint')}</Text>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button color="red" loading={revoke.isPending} onClick={() => revoke.mutate()}>
            {t('assistants.revoke')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

/** Tokens by which programs speak for an assistant, and where they connect. */
export function TokensSection({ assistantId }: { assistantId: string }) {
  const { t } = useTranslation();
  const { can } = useSession();
  const [isMaking, setMaking] = useState(false);
  const [revoked, setRevoked] = useState<AssistantToken | null>(null);
  const [made, setMade] = useState<{ name: string; token: string } | null>(null);
  const query = useQuery({
    queryKey: keys.assistantTokens(assistantId),
    queryFn: ({ signal }) => api.assistantTokens(assistantId, signal),
  });
  const tokens = query.data?.tokens;
  const add = can.changeAssistants ? (
    <Button
      size="xs"
      variant="default"
      leftSection={<IconPlus size={14} aria-hidden />}
      onClick={() => setMaking(true)}
    >
      {t('assistants.addToken')}
    </Button>
  ) : null;
  return (
    <section className="v-section" aria-labelledby="assistant-tokens">
      <header className="v-section-head">
        <div>
          <h2 id="assistant-tokens">{t('assistants.tokens')}</h2>
          <span className="v-dim">{t('assistants.tokensHint')}</span>
        </div>
        {tokens && tokens.length > 0 ? add : null}
      </header>
      {query.isPending ? <Skeleton height={96} radius="md" /> : null}
      {query.isError && !tokens ? <LoadFailure error={query.error} onRetry={() => void query.refetch()} /> : null}
      {tokens?.length === 0 ? (
        <EmptyPlace
          icon={IconKey}
          title={t('assistants.tokensNone')}
          hint={t('assistants.tokensNoneHint')}
          action={add}
        />
      ) : null}
      {tokens && tokens.length > 0 ? (
        <>
          <Table.ScrollContainer minWidth={640} type="native" pos="relative">
            <Table verticalSpacing="xs" className="v-table">
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{t('assistants.tokenName')}</Table.Th>
                  <Table.Th>{t('assistants.scopes')}</Table.Th>
                  <Table.Th>{t('assistants.created')}</Table.Th>
                  <Table.Th>{t('assistants.state')}</Table.Th>
                  <Table.Th>
                    <span className="v-hidden">{t('assistants.revoke')}</span>
                  </Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {tokens.map((token) => (
                  <TokenRow
                    key={token.id}
                    token={token}
                    onRevoke={can.changeAssistants ? () => setRevoked(token) : null}
                  />
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
          <div className="v-fields v-addresses">
            <CopyField label={t('assistants.mcp')} value={new URL('/mcp', window.location.href).href} />
            <CopyField label={t('assistants.rest')} value={new URL('/api/assistant', window.location.href).href} />
          </div>
          <Anchor className="v-link" href="/api/docs" target="_blank" rel="noreferrer">
            {t('assistants.docs')}
            <span className="v-hidden"> ({t('common.opensNewTab')})</span>
          </Anchor>
        </>
      ) : null}
      {isMaking ? <TokenDialog assistantId={assistantId} onClose={() => setMaking(false)} onMade={setMade} /> : null}
      {made ? (
        <ShownOnce
          title={t('assistants.tokenShownTitle', { name: made.name })}
          label={t('assistants.token')}
          value={made.token}
          onClose={() => setMade(null)}
        />
      ) : null}
      {revoked ? <RevokeDialog token={revoked} assistantId={assistantId} onClose={() => setRevoked(null)} /> : null}
    </section>
  );
}
