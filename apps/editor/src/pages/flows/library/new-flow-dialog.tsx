import { useState } from 'react';
import { Button, Group, Modal, Radio, SimpleGrid, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { flowTemplateNames, flowTemplates } from '@voronka/domain';
import type { FlowTemplateName } from '@voronka/domain';
import { api } from '../../../api/endpoints.ts';
import { useLocale } from '../../../i18n/use-locale.ts';
import { wholeName } from './flow-name.ts';
import { NameFields } from './name-fields.tsx';
import { useFlowDeed } from './use-flow-deed.ts';

type Beginning = FlowTemplateName | 'empty';

function isTemplate(value: string): value is FlowTemplateName {
  return (flowTemplateNames as readonly string[]).includes(value);
}

/** A choice of what to begin with, as a card that can be pressed as a whole. */
function BeginningCard({ value, title, text }: { value: Beginning; title: string; text: string }) {
  return (
    <Radio.Card value={value} className="v-kind-card" aria-label={title}>
      <span className="v-kind-card-head">
        <Radio.Indicator size="xs" />
        {title}
      </span>
      <span className="v-dim">{text}</span>
    </Radio.Card>
  );
}

/** Makes a flow: from a template, or from nothing. */
export function NewFlowDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const navigate = useNavigate();
  const [beginning, setBeginning] = useState<Beginning>('priceQuestion');
  const [typed, setTyped] = useState({ ru: '', en: '' });
  const [isPressed, setPressed] = useState(false);
  const create = useFlowDeed(api.createFlow, {
    done: t('library.created'),
    onDone: (flow) => {
      onClose();
      void navigate(`/flows/${flow.id}?version=draft`);
    },
  });
  const send = () => {
    setPressed(true);
    const name = wholeName(typed);
    if (!name) return;
    const from = isTemplate(beginning)
      ? ({ kind: 'template', template: beginning } as const)
      : { kind: 'empty' as const };
    create.mutate({ name, from });
  };
  return (
    <Modal
      opened
      size="lg"
      onClose={onClose}
      title={t('library.new')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <Stack gap="md">
          <SimpleGrid cols={{ base: 1, sm: 2 }}>
            <NameFields name={typed} isPressed={isPressed} onChange={setTyped} />
          </SimpleGrid>
          <Radio.Group
            label={t('library.beginWith')}
            value={beginning}
            onChange={(value) => setBeginning(isTemplate(value) ? value : 'empty')}
          >
            <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="xs" mt={6}>
              {flowTemplateNames.map((template) => (
                <BeginningCard
                  key={template}
                  value={template}
                  title={flowTemplates[template].title[locale]}
                  text={flowTemplates[template].description[locale]}
                />
              ))}
              <BeginningCard value="empty" title={t('library.empty')} text={t('library.emptyText')} />
            </SimpleGrid>
          </Radio.Group>
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" loading={create.isPending}>
              {t('library.create')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
