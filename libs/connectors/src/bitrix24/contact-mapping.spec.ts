import { contactFields, toContact } from './contact-mapping.ts';

describe('reading contacts', () => {
  it('takes the many ways in which the portal says "nothing"', () => {
    expect(toContact({ ID: '1', NAME: null, PHONE: [], EMAIL: undefined })).toEqual({
      id: '1',
      name: '',
      phones: [],
      emails: [],
      updatedAt: null,
    });
  });

  it('joins the three fields of a name', () => {
    const row = { ID: '1', NAME: 'Анна', SECOND_NAME: 'Сергеевна', LAST_NAME: 'Петрова' };
    expect(toContact(row).name).toBe('Анна Сергеевна Петрова');
  });

  it.each(['Клиент из чата', 'Без имени', 'Гость', 'гость 4711', 'Контакт №12', 'Unnamed', 'Guest', 'Client #7'])(
    'does not take "%s" for a name',
    (stored) => {
      expect(toContact({ ID: '1', NAME: stored }).name).toBe('');
    },
  );

  it.each(['Анна', 'Клиентов', 'Гостев Пётр'])('takes "%s" for a name', (stored) => {
    expect(toContact({ ID: '1', NAME: stored }).name).toBe(stored);
  });
});

describe('writing contacts', () => {
  const nobody = { externalKey: 'k', name: null, phone: null, email: null, responsibleId: null };

  it.each([
    ['the phone', { phone: '+79161234567' }, '+79161234567'],
    ['the address', { email: 'anna@example.com' }, 'anna@example.com'],
    ['our key', {}, 'k'],
  ])('puts %s in place of a name that is not known, which is read back as no name', (_, known, standIn) => {
    const fields = contactFields({ ...nobody, ...known });
    expect(fields).toMatchObject({ NAME: standIn });
    expect(toContact({ ID: '1', ...fields }).name).toBe('');
  });
});
