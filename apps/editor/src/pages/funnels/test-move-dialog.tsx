import { useState } from 'react';
import { Alert, Anchor, Button, Group, Modal, Select, Stack, Text, TextInput } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconCircleX } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { StageMappingSetup, TestMoveReport } from '@voronka/contracts';
import { api } from '../../api/endpoints.ts';
import { useFailureToast } from '../../components/use-failure-toast.tsx';
import { useLocale } from '../../i18n/use-locale.ts';
import { statusName, statusOptions } from './mapping-draft.ts';

function Report({ report, mapping }: { report: TestMoveReport; mapping: StageMappingSetup }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const endTone = report.end === 'back' || report.end === 'untouched' ? undefined : 'v-tone-attention';
  return (
    <section className="v-test-report" data-end={report.end}>
      <Alert
        variant="light"
        color={report.ok ? 'green' : 'red'}
        icon={report.ok ? <IconCircleCheck size={16} aria-hidden /> : <IconAlertTriangle size={16} aria-hidden />}
        title={t(report.ok ? 'funnels.test.works' : 'funnels.test.worksNot')}
      >
        {report.card ? <p className="v-test-card">{report.card.title}</p> : null}
        {report.card ? <p className={endTone}>{t(`funnels.test.end.${report.end}`)}</p> : null}
        {report.card?.url ? (
          <Anchor href={report.card.url} target="_blank" rel="noreferrer">
            {t('funnels.test.open')}
            <span className="v-hidden"> ({t('common.opensNewTab')})</span>
          </Anchor>
        ) : null}
      </Alert>
      <ol className="v-test-steps">
        {report.steps.map(({ step, ok, statusId, message }) => (
          <li key={step} data-ok={ok}>
            {ok ? (
              <IconCircleCheck size={16} stroke={1.8} aria-hidden className="v-tone-ok" />
            ) : (
              <IconCircleX size={16} stroke={1.8} aria-hidden className="v-tone-failed" />
            )}
            <span>
              {t(`funnels.test.step.${step}`)}: {t(ok ? 'funnels.test.done' : 'funnels.test.failed')}
              {statusId === null ? null : (
                <span className="v-dim">
                  {' '}
                  · {t('funnels.test.standsAt', { status: statusName(mapping.statuses, statusId) })}
                </span>
              )}
              {message ? <span className="v-test-message">{message[locale]}</span> : null}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** Moves a card of the CRM there and back, and tells what came of each step. */
export function TestMoveDialog({ mapping, onClose }: { mapping: StageMappingSetup; onClose: () => void }) {
  const { t } = useTranslation();
  const tell = useFailureToast();
  const [cardId, setCardId] = useState('');
  const [statusId, setStatusId] = useState<string | null>(null);
  const [isPressed, setPressed] = useState(false);
  const { statuses, card, funnelId, integration } = mapping;
  const isNumber = /^\d{1,18}$/.test(cardId.trim());
  const isClosing = statuses?.some(({ id, semantics }) => id === statusId && semantics !== 'open') === true;
  const test = useMutation({
    mutationFn: (order: { cardId: string; statusId: string }) =>
      api.testMove({ funnelId, integrationId: integration.id }, { card, ...order }),
    onError: (error) => tell(error),
  });
  return (
    <Modal
      opened
      size="lg"
      onClose={onClose}
      closeOnClickOutside={!test.isPending}
      closeOnEscape={!test.isPending}
      withCloseButton={!test.isPending}
      title={t('funnels.test.title')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          // A dialog lies inside the page's form for React, though not on the page.
          event.stopPropagation();
          setPressed(true);
          if (isNumber && statusId !== null) test.mutate({ cardId: cardId.trim(), statusId });
        }}
      >
        <Stack gap="md">
          <Text c="dimmed">{t('funnels.test.hint')}</Text>
          <div className="v-fields">
            <TextInput
              data-autofocus
              inputMode="numeric"
              label={t(`funnels.test.cardId.${card}`)}
              description={t('funnels.test.cardIdHint')}
              inputWrapperOrder={['label', 'input', 'description', 'error']}
              maxLength={18}
              error={isPressed && !isNumber ? t('funnels.required') : null}
              value={cardId}
              onChange={(event) => setCardId(event.currentTarget.value)}
            />
            <Select
              label={t('funnels.test.status')}
              allowDeselect={false}
              searchable
              nothingFoundMessage={t('funnels.mapping.nothingFound')}
              data={statusOptions(statuses, { statusId: null, groupName: '' })}
              error={isPressed && statusId === null ? t('funnels.required') : null}
              value={statusId}
              onChange={setStatusId}
            />
          </div>
          {isClosing ? (
            <Alert variant="light" color="orange" icon={<IconAlertTriangle size={16} aria-hidden />}>
              {t('funnels.test.closing')}
            </Alert>
          ) : null}
          <div aria-live="polite">
            {test.isPending ? <Text>{t('funnels.test.running')}</Text> : null}
            {test.data && !test.isPending ? <Report report={test.data} mapping={mapping} /> : null}
          </div>
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose} disabled={test.isPending}>
              {t('common.close')}
            </Button>
            <Button type="submit" loading={test.isPending}>
              {t(test.data ? 'funnels.test.again' : 'funnels.test.run')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
