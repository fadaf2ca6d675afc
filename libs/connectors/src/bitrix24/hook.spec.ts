import { readFlatForm } from '../hooks/flat-form.ts';
import { bitrix24Hook } from './hook.ts';

const read = (event: string, id = '41') =>
  bitrix24Hook.read(
    readFlatForm(`event=${event}&data[FIELDS][ID]=${id}&auth[application_token]=t0ken&auth[member_id]=m`),
  );

describe('a webhook of Bitrix24', () => {
  it.each([
    ['ONCRMLEADADD', 'lead'],
    ['ONCRMLEADUPDATE', 'lead'],
    ['ONCRMLEADDELETE', 'lead'],
    ['OnCrmDealUpdate', 'deal'],
    ['ONCRMDEALMOVETOCATEGORY', 'deal'],
  ])('%s names a %s', (event, kind) => {
    expect(read(event)).toEqual({ token: 't0ken', account: 'm', accessToken: null, cards: [{ kind, id: '41' }] });
  });

  it.each([
    ['another entity', 'ONCRMCONTACTUPDATE', '41'],
    ['an id that is none', 'ONCRMLEADUPDATE', '41%20or%201'],
    ['no id', 'ONCRMLEADUPDATE', ''],
  ])('says nothing of %s', (_, event, id) => {
    expect(read(event, id).cards).toEqual([]);
  });

  it('of an application comes with an access token, unless a robot made the change', () => {
    const form = readFlatForm('event=ONCRMLEADUPDATE&data[FIELDS][ID]=1&auth[access_token]=acc3ss');
    expect(bitrix24Hook.read(form).accessToken).toBe('acc3ss');
  });

  it('without a token proves nothing', () => {
    expect(bitrix24Hook.read(readFlatForm('event=ONCRMLEADADD&data[FIELDS][ID]=1')).token).toBeNull();
  });
});
