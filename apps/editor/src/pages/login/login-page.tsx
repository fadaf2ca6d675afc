import { useState } from 'react';
import { Alert, Button, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useNavigate, useSearchParams } from 'react-router';
import { api } from '../../api/endpoints.ts';
import { failureText } from '../../api/failure-text.ts';
import { keys } from '../../api/query-keys.ts';
import { safeReturn } from '../../app/return-address.ts';
import { useLocale } from '../../i18n/use-locale.ts';
import { LoginFrame } from './login-frame.tsx';

/** Login. Says when a session ended, and leads back to where it did. */
export function LoginPage() {
  const { t, i18n } = useTranslation();
  const locale = useLocale();
  const [search] = useSearchParams();
  const navigate = useNavigate();
  const client = useQueryClient();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [tried, setTried] = useState(false);
  const back = safeReturn(search.get('return'));

  const login = useMutation({
    mutationFn: api.login,
    onSuccess: async (me) => {
      client.setQueryData(keys.me, me);
      await i18n.changeLanguage(me.locale);
      await navigate(me.mustChangePassword ? `/password?return=${encodeURIComponent(back)}` : back, { replace: true });
    },
  });
  const required = (value: string) => (tried && value.trim() === '' ? t('login.required') : null);

  return (
    <LoginFrame>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (email.trim() !== '' && password !== '') login.mutate({ email: email.trim(), password });
        }}
      >
        <Stack gap="md">
          <Title order={1}>{t('login.title')}</Title>
          {search.has('expired') ? <Alert color="gray">{t('login.expired')}</Alert> : null}
          {login.isError ? (
            <Alert color="red" role="alert">
              {failureText(login.error, locale, t).message}
            </Alert>
          ) : null}
          <TextInput
            label={t('login.email')}
            type="email"
            name="email"
            autoComplete="username"
            autoFocus
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
            error={required(email)}
          />
          <PasswordInput
            label={t('login.password')}
            name="password"
            autoComplete="current-password"
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
            error={required(password)}
            visibilityToggleButtonProps={{ 'aria-label': t('login.show') }}
          />
          <Button type="submit" loading={login.isPending} fullWidth>
            {t('login.submit')}
          </Button>
          <Text size="xs" c="dimmed">
            {t('login.firstHint')}
          </Text>
        </Stack>
      </form>
    </LoginFrame>
  );
}
