import {
  Divider,
  NavLink,
  Popover,
  SegmentedControl,
  Text,
  UnstyledButton,
  useMantineColorScheme,
} from '@mantine/core';
import type { MantineColorScheme } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import {
  IconDeviceDesktop,
  IconKey,
  IconLogout,
  IconMoon,
  IconSelector,
  IconSun,
  IconUserCircle,
} from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useLocation, useNavigate } from 'react-router';
import { api } from '../api/endpoints.ts';
import { keys } from '../api/query-keys.ts';
import { useFailureToast } from '../components/use-failure-toast.tsx';
import { forgetReplyDrafts } from '../pages/dialogues/reply-draft.ts';
import { forgetDrafts } from '../pages/flows/forget-drafts.ts';
import type { Locale } from '../i18n/i18n.ts';
import { useLocale } from '../i18n/use-locale.ts';
import { AvailabilitySwitch, useOwnAvailability } from './availability-switch.tsx';
import { CallSettings } from './call-settings.tsx';
import { useSession } from './session.tsx';

function LanguageSwitch() {
  const { t, i18n } = useTranslation();
  const locale = useLocale();
  const client = useQueryClient();
  const tell = useFailureToast();
  const save = useMutation({
    mutationFn: (next: Locale) => api.updateMe({ locale: next }),
    onSuccess: (me) => client.setQueryData(keys.me, me),
    onError: (error) => tell(error),
  });
  const choose = (next: Locale) => {
    void i18n.changeLanguage(next);
    save.mutate(next);
  };
  return (
    <SegmentedControl
      size="xs"
      fullWidth
      aria-label={t('account.language')}
      value={locale}
      onChange={choose}
      data={[
        { value: 'ru', label: <span lang="ru">Русский</span> },
        { value: 'en', label: <span lang="en">English</span> },
      ]}
    />
  );
}

function ThemeSwitch() {
  const { t } = useTranslation();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const option = (value: MantineColorScheme, Icon: typeof IconSun) => ({
    value,
    label: (
      <span className="v-theme-option" title={t(`account.${value}`)}>
        <Icon size={15} aria-hidden />
        <span className="v-hidden">{t(`account.${value}`)}</span>
      </span>
    ),
  });
  return (
    <SegmentedControl
      size="xs"
      fullWidth
      aria-label={t('account.theme')}
      value={colorScheme}
      onChange={setColorScheme}
      data={[option('auto', IconDeviceDesktop), option('light', IconSun), option('dark', IconMoon)]}
    />
  );
}

/** Who is logged in; language, appearance, password and logout. */
export function AccountMenu({ collapsed }: { collapsed: boolean }) {
  const { t } = useTranslation();
  const { can, me } = useSession();
  const client = useQueryClient();
  const navigate = useNavigate();
  const location = useLocation();
  const tell = useFailureToast();
  const logout = useMutation({
    mutationFn: api.logout,
    onSuccess: async () => {
      forgetReplyDrafts();
      await navigate('/login');
      forgetDrafts(); // after the page has gone, which keeps what it holds
      client.clear();
    },
    onError: (error) => tell(error),
  });
  const [isOpen, { toggle, close }] = useDisclosure(false);
  const person = useOwnAvailability();
  const isAway = person?.availability === 'away';
  const here = encodeURIComponent(location.pathname + location.search);
  return (
    // No menu in the sense of ARIA: that may hold nothing but items, and here are switches too.
    <Popover
      opened={isOpen}
      onChange={close}
      position="right-end"
      width={232}
      shadow="md"
      trapFocus
      transitionProps={{ duration: 100 }}
    >
      <Popover.Target>
        <UnstyledButton className="v-account" onClick={toggle}>
          <span className="v-account-icon" data-away={isAway || undefined}>
            <IconUserCircle size={20} stroke={1.6} aria-hidden />
          </span>
          <span className="v-hidden">{t('nav.account')}: </span>
          {collapsed ? (
            <span className="v-hidden">
              {me.name}
              {isAway ? `, ${t('availability.awayMark')}` : null}
            </span>
          ) : (
            <>
              <span className="v-account-text">
                <span className="v-account-name">{me.name}</span>
                <span className="v-account-role">
                  {isAway ? (
                    <span className="v-tone-attention">{t('availability.awayMark')}</span>
                  ) : (
                    t(`role.${me.role}`)
                  )}
                </span>
              </span>
              <IconSelector size={15} aria-hidden />
            </>
          )}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown p={4}>
        <div className="v-account-head">
          <Text fw={600}>{me.name}</Text>
          <Text size="xs" c="dimmed">
            {me.email} · {me.workspace.name}
          </Text>
        </div>
        <Divider my={4} />
        {person ? (
          <>
            <p className="v-account-label">{t('availability.title')}</p>
            <div className="v-account-control">
              <AvailabilitySwitch person={person} />
            </div>
          </>
        ) : null}
        {can.answer ? <CallSettings /> : null}
        <p className="v-account-label">{t('account.language')}</p>
        <div className="v-account-control">
          <LanguageSwitch />
        </div>
        <p className="v-account-label">{t('account.theme')}</p>
        <div className="v-account-control">
          <ThemeSwitch />
        </div>
        <Divider my={4} />
        <NavLink
          className="v-account-item"
          leftSection={<IconKey size={15} aria-hidden />}
          component={Link}
          to={`/password?return=${here}`}
          label={t('account.changePassword')}
        />
        <NavLink
          className="v-account-item"
          leftSection={<IconLogout size={15} aria-hidden />}
          component="button"
          type="button"
          onClick={() => logout.mutate()}
          label={t('account.logout')}
        />
      </Popover.Dropdown>
    </Popover>
  );
}
