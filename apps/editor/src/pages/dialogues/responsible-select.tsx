import { Select } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { DialogueDetail } from '@voronka/contracts';
import { api } from '../../api/endpoints.ts';
import { keys } from '../../api/query-keys.ts';
import { useSession } from '../../app/session.tsx';
import { useFailureToast } from '../../components/use-failure-toast.tsx';

/** Who is responsible for a dialogue; managers and admins change it here by hand. */
export function ResponsibleSelect({ dialogue }: { dialogue: DialogueDetail }) {
  const { t } = useTranslation();
  const { can } = useSession();
  const client = useQueryClient();
  const tell = useFailureToast();
  const people = useQuery({
    queryKey: keys.people,
    queryFn: ({ signal }) => api.people(signal),
    enabled: can.answer,
  });
  const known = people.data?.people ?? [];
  const save = useMutation({
    mutationFn: (managerId: string) => api.setResponsible(dialogue.id, { managerId }),
    onSuccess: async (_, managerId) => {
      const name = known.find(({ id }) => id === managerId)?.name ?? '';
      notifications.show({ message: t('client.responsibleChanged', { name }) });
      await client.invalidateQueries({ queryKey: keys.dialogue(dialogue.id) });
      void client.invalidateQueries({ queryKey: keys.dialogueLists });
      void client.invalidateQueries({ queryKey: keys.people });
    },
    onError: (error) => tell(error),
  });
  const { manager } = dialogue;
  if (!can.answer) {
    return manager ? <>{manager.name}</> : <span className="v-dim">{t('client.unassigned')}</span>;
  }
  const choices = known
    .filter(({ disabled, id }) => !disabled || id === manager?.id)
    .map(({ id, name, excluded }) => ({
      value: id,
      label:
        excluded === null ? name : t('client.managerWith', { name, state: t(`distribution.excluded.${excluded}`) }),
    }));
  const isListed = !manager || choices.some(({ value }) => value === manager.id);
  return (
    <Select
      size="xs"
      aria-label={t('client.responsibleManager')}
      placeholder={t('client.unassigned')}
      allowDeselect={false}
      disabled={save.isPending}
      data={isListed ? choices : [{ value: manager.id, label: manager.name }, ...choices]}
      value={(save.isPending ? save.variables : manager?.id) ?? null}
      onChange={(id) => {
        if (id && id !== manager?.id) save.mutate(id);
      }}
    />
  );
}
