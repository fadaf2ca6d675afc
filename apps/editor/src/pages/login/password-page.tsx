import { useState } from 'react';
import { Alert, Anchor, Button, PasswordInput, Stack, Text, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, Navigate, useNavigate, useSearchParams } from 'react-router';
import { api } from '../../api/endpoints.ts';
import { failureText } from '../../api/failure-text.ts';
import { keys } from '../../api/query-keys.ts';
import { loginAddress, safeReturn } from '../../app/return-address.ts';
import { useMe } from '../../app/session.tsx';
import { FullPageLoader } from '../../components/full-page-loader.tsx';
import { useLocale } from '../../i18n/use-locale.ts';
import { LoginFrame } from './login-frame.tsx';
import { passwordFaults } from './password-faults.ts';

/** Change of password: demanded at first login, offered later. */
export function PasswordPage() {
  const { t } = useTranslation();
  const locale = useLocale();
  const [search] = useSearchParams();
  const navigate = useNavigate();
  const client = useQueryClient();
  const me = useMe();
  const [form, setForm] = useState({ current: '', next: '', repeat: '' });
  const [tried, setTried] = useState(false);
  const back = safeReturn(search.get('return'));

  const change = useMutation({
    mutationFn: api.changePassword,
    onSuccess: async () => {
      await client.fetchQuery({ queryKey: keys.me, queryFn: ({ signal }) => api.me(signal), staleTime: 0 });
      notifications.show({ message: t('password.changed') });
      await navigate(back, { replace: true });
    },
  });
  if (me.isPending) return <FullPageLoader />;
  if (me.isError && !me.data) return <Navigate to={loginAddress(back, false)} replace />;

  const first = me.data.mustChangePassword;
  const faults = passwordFaults(form);
  const fault = (field: keyof typeof form) => {
    const code = tried ? faults[field] : undefined;
    return code === 'required' ? t('login.required') : code ? t(`password.${code}`) : null;
  };
  const field = (name: keyof typeof form, autoComplete: string) => (
    <PasswordInput
      label={t(`password.${name}`)}
      name={name}
      autoComplete={autoComplete}
      autoFocus={name === 'current'}
      value={form[name]}
      onChange={(event) => setForm({ ...form, [name]: event.currentTarget.value })}
      error={fault(name)}
      visibilityToggleButtonProps={{ 'aria-label': t('login.show') }}
    />
  );

  return (
    <LoginFrame>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (Object.keys(faults).length === 0) change.mutate({ current: form.current, next: form.next });
        }}
      >
        <Stack gap="md">
          <Title order={1}>{first ? t('password.firstTitle') : t('password.title')}</Title>
          {first ? <Text c="dimmed">{t('password.firstHint')}</Text> : null}
          {change.isError ? (
            <Alert color="red" role="alert">
              {failureText(change.error, locale, t).message}
            </Alert>
          ) : null}
          {field('current', 'current-password')}
          {field('next', 'new-password')}
          {field('repeat', 'new-password')}
          <Button type="submit" loading={change.isPending} fullWidth>
            {t('password.submit')}
          </Button>
          {first ? null : (
            <Anchor component={Link} to={back} ta="center">
              {t('common.cancel')}
            </Anchor>
          )}
        </Stack>
      </form>
    </LoginFrame>
  );
}
