import { ActionIcon, Menu } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconCheck, IconDots, IconExternalLink } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/endpoints.ts';
import { keys } from '../../../api/query-keys.ts';
import { useFailureToast } from '../../../components/use-failure-toast.tsx';
import { useLocale } from '../../../i18n/use-locale.ts';
import { safeLink } from '../../dialogues/client-words.ts';
import type { ShownCard, ShownColumn } from './board-state.ts';

/** Managers to whom the card can be given. */
function Responsible({ card }: { card: ShownCard }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const tell = useFailureToast();
  const people = useQuery({ queryKey: keys.people, queryFn: ({ signal }) => api.people(signal) });
  const give = useMutation({
    mutationFn: ({ id }: { id: string; name: string }) => api.setResponsible(card.dialogueId, { managerId: id }),
    onSuccess: async (_, { name }) => {
      notifications.show({ message: t('client.responsibleChanged', { name }) });
      await client.invalidateQueries({ queryKey: keys.boards });
    },
    onError: (error) => tell(error),
  });
  return (
    <Menu.Sub>
      <Menu.Sub.Target>
        <Menu.Sub.Item>{t('board.give')}</Menu.Sub.Item>
      </Menu.Sub.Target>
      <Menu.Sub.Dropdown>
        {(people.data?.people ?? [])
          .filter(({ disabled }) => !disabled)
          .map(({ id, name }) => (
            <Menu.Item
              key={id}
              disabled={id === card.responsible?.id}
              rightSection={id === card.responsible?.id ? <IconCheck size={14} aria-hidden /> : null}
              onClick={() => give.mutate({ id, name })}
            >
              {name}
            </Menu.Item>
          ))}
      </Menu.Sub.Dropdown>
    </Menu.Sub>
  );
}

/** What can be done with a card besides dragging it. */
export function CardMenu({
  card,
  name,
  columns,
  canMove,
  onMove,
}: {
  card: ShownCard;
  /** How the card is called. */
  name: string;
  columns: readonly ShownColumn[];
  /** Managers and admins move cards and give them away. */
  canMove: boolean;
  onMove: (to: string) => void;
}) {
  const { t } = useTranslation();
  const locale = useLocale();
  const page = safeLink(card.card.url);
  if (!canMove && page === null) return null;
  return (
    <Menu position="bottom-end" width={230} withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <ActionIcon size={24} className="v-board-menu" aria-label={t('board.menu', { name })}>
          <IconDots size={15} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {canMove ? (
          <>
            <Menu.Label>{t('board.moveTo')}</Menu.Label>
            {columns
              .filter(({ key }) => key !== card.shownIn)
              .map((column) => (
                <Menu.Item key={column.key} onClick={() => onMove(column.key)}>
                  {column.name[locale]}
                </Menu.Item>
              ))}
            <Menu.Divider />
            <Responsible card={card} />
          </>
        ) : null}
        {page === null ? null : (
          <Menu.Item
            component="a"
            href={page}
            target="_blank"
            rel="noreferrer noopener"
            rightSection={<IconExternalLink size={13} aria-hidden />}
          >
            {t(`board.openCard.${card.card.kind}`, { id: card.card.id })}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
