import { useState } from 'react';
import { ActionIcon, Checkbox, Switch, Table, Tooltip } from '@mantine/core';
import { IconAdjustments, IconUsersGroup } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { CalendarSetup, Distribution, PersonSetup } from '@voronka/contracts';
import { EmptyPlace } from '../../components/empty-place.tsx';
import type { SectionProps } from './distribution-form.tsx';
import { FreeMark } from './free-mark.tsx';
import { PersonDialog } from './person-dialog.tsx';

type Member = Distribution['now']['members'][number];

function MemberRow({
  person,
  member,
  checked,
  readOnly,
  onCheck,
  onEdit,
}: {
  person: PersonSetup;
  member: Member | undefined;
  checked: boolean;
  readOnly: boolean;
  onCheck: (checked: boolean) => void;
  onEdit: () => void;
}) {
  const { t } = useTranslation();
  const { openDialogues: count, capacity } = person;
  return (
    <Table.Tr>
      <Table.Td>
        <Checkbox
          aria-label={t('distribution.takesPart', { name: person.name })}
          checked={checked}
          disabled={readOnly}
          onChange={(event) => onCheck(event.currentTarget.checked)}
        />
      </Table.Td>
      <Table.Td>
        <span className="v-member-name">{person.name}</span>
        <span className="v-dim">{t(`role.${person.role}`)}</span>
      </Table.Td>
      <Table.Td>
        {person.crmUsers.length === 0 ? <span className="v-tone-attention">{t('distribution.unmapped')}</span> : null}
        {person.crmUsers.map((user) => (
          <span key={user.integrationId} className="v-member-crm">
            {t('distribution.crmUserOf', { integration: user.integrationName, id: user.crmUserId })}
          </span>
        ))}
      </Table.Td>
      <Table.Td className="v-number">
        {capacity === null ? count : t('distribution.loadOf', { count, capacity })}
      </Table.Td>
      <Table.Td>
        <FreeMark
          excluded={member ? member.excluded : person.excluded}
          freeFrom={member ? member.freeFrom : person.availableFrom}
        />
      </Table.Td>
      <Table.Td ta="right">
        {readOnly ? null : (
          <Tooltip label={t('distribution.edit')}>
            <ActionIcon aria-label={t('distribution.editPerson', { name: person.name })} onClick={onEdit}>
              <IconAdjustments size={16} stroke={1.7} />
            </ActionIcon>
          </Tooltip>
        )}
      </Table.Td>
    </Table.Tr>
  );
}

/** Who takes part, with their user of the CRM, their load and whether they are free now. */
export function MembersSection({
  settings,
  change,
  readOnly,
  people,
  calendars,
  members,
  showsMissing,
}: SectionProps & {
  people: readonly PersonSetup[];
  calendars: readonly CalendarSetup[];
  /** Standing of the saved members. */
  members: readonly Member[];
  /** Nobody is ticked though assignment is on. */
  showsMissing: boolean;
}) {
  const { t } = useTranslation();
  const [edited, setEdited] = useState<string | null>(null);
  const person = people.find(({ id }) => id === edited);
  const check = (id: string, checked: boolean) => {
    const others = settings.memberIds.filter((one) => one !== id);
    change({ memberIds: checked ? [...others, id] : others });
  };
  return (
    <section className="v-section" aria-labelledby="distribution-members">
      <header>
        <h2 id="distribution-members">{t('distribution.members')}</h2>
        <span className="v-dim">{t('distribution.membersHint')}</span>
      </header>
      {people.length === 0 ? (
        <EmptyPlace icon={IconUsersGroup} title={t('distribution.noPeople')} hint={t('distribution.noPeopleHint')} />
      ) : (
        <Table.ScrollContainer minWidth={600} type="native" pos="relative">
          <Table verticalSpacing="xs" className="v-table">
            <Table.Thead>
              <Table.Tr>
                <Table.Th w={36}>
                  <span className="v-hidden">{t('distribution.members')}</span>
                </Table.Th>
                <Table.Th>{t('distribution.person')}</Table.Th>
                <Table.Th>{t('distribution.crmUser')}</Table.Th>
                <Table.Th>{t('distribution.load')}</Table.Th>
                <Table.Th>{t('distribution.state')}</Table.Th>
                <Table.Th w={44}>
                  <span className="v-hidden">{t('distribution.edit')}</span>
                </Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {people.map((one) => (
                <MemberRow
                  key={one.id}
                  person={one}
                  member={members.find(({ managerId }) => managerId === one.id)}
                  checked={settings.memberIds.includes(one.id)}
                  readOnly={readOnly}
                  onCheck={(checked) => check(one.id, checked)}
                  onEdit={() => setEdited(one.id)}
                />
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
      {showsMissing ? (
        <p className="v-failed-text v-field-note" role="alert">
          {t('distribution.nobodyChosen')}
        </p>
      ) : null}
      <Switch
        mt="sm"
        label={t('distribution.respectCapacity')}
        description={t('distribution.respectCapacityHint')}
        checked={settings.respectCapacity}
        disabled={readOnly}
        onChange={(event) => change({ respectCapacity: event.currentTarget.checked })}
      />
      {person ? <PersonDialog person={person} calendars={calendars} onClose={() => setEdited(null)} /> : null}
    </section>
  );
}
