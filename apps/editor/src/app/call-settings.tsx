import { useState } from 'react';
import { Button, Switch } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import { IconBell } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { isSoundOn, playCall, soundKey } from './call-notices.ts';

function readPermission(): NotificationPermission | 'unknown' {
  return 'Notification' in globalThis ? Notification.permission : 'unknown';
}

/** Whether calls for a manager are shown by the browser and heard; remembered in this browser. */
export function CallSettings() {
  const { t } = useTranslation();
  const [permission, setPermission] = useState(readPermission);
  const [stored, setStored] = useLocalStorage<string>({
    key: soundKey,
    defaultValue: 'true',
    serialize: (value) => value,
    deserialize: (value) => value ?? 'true',
  });
  const ask = async () => setPermission(await Notification.requestPermission());
  return (
    <>
      <p className="v-account-label">{t('attention.notices')}</p>
      <div className="v-account-control">
        {permission === 'default' ? (
          <Button
            size="xs"
            variant="default"
            fullWidth
            leftSection={<IconBell size={14} aria-hidden />}
            onClick={() => void ask()}
          >
            {t('attention.allowNotices')}
          </Button>
        ) : null}
        {permission === 'granted' ? <p className="v-dim">{t('attention.noticesOn')}</p> : null}
        {permission === 'denied' ? <p className="v-dim">{t('attention.noticesBlocked')}</p> : null}
        <Switch
          size="xs"
          mt={6}
          label={t('attention.sound')}
          checked={isSoundOn(stored)}
          onChange={(event) => {
            const isOn = event.currentTarget.checked;
            setStored(String(isOn));
            if (isOn) playCall();
          }}
        />
      </div>
    </>
  );
}
