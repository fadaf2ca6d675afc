import { readFlatForm } from '../hooks/flat-form.ts';
import { amocrmHook } from './hook.ts';

const account = 'account[subdomain]=demo&account[id]=31000001&account[_links][self]=https://demo.amocrm.ru';
const read = (...parts: string[]) => amocrmHook.read(readFlatForm([...parts, account].join('&')));
const idsOf = (...parts: string[]) => read(...parts).cards.map(({ kind, id }) => `${kind} ${id}`);

/** As the vendor writes one lead, names of API v2 and the client's words among them. */
const item = (action: string, at: number, id: string) =>
  [
    `leads[${action}][${at}][id]=${id}`,
    `leads[${action}][${at}][name]=Анна +79161234567`,
    `leads[${action}][${at}][status_id]=142`,
    `leads[${action}][${at}][old_status_id]=31001`,
    `leads[${action}][${at}][pipeline_id]=31`,
    `leads[${action}][${at}][responsible_user_id]=9000005`,
    `leads[${action}][${at}][last_modified]=1764000000`,
    `leads[${action}][${at}][modified_user_id]=0`,
    `leads[${action}][${at}][tags][0][id]=77`,
    `leads[${action}][${at}][custom_fields][0][id]=88`,
    `leads[${action}][${at}][custom_fields][0][values][0][value]=x`,
  ].join('&');

describe('a webhook of amoCRM', () => {
  it.each(['add', 'update', 'delete', 'restore', 'status', 'responsible'])(
    'of %s names the lead, and nothing else',
    (action) => {
      expect(read(item(action, 0, '4101'))).toEqual({
        token: null,
        account: '31000001',
        accessToken: null,
        cards: [{ kind: 'lead', id: '4101' }],
      });
    },
  );

  it.each(['0', '9000001', ''])('says the same whoever it names as its author: "%s" (failure 11)', (author) => {
    const named = item('status', 0, '4101').replace('[modified_user_id]=0', `[modified_user_id]=${author}`);
    expect(named).toContain(`[modified_user_id]=${author}&`);
    expect(read(named)).toEqual(read(item('status', 0, '4101')));
  });

  it('names all leads of a body with several items and actions, each once, in whatever order', () => {
    const parts = [item('status', 1, '2'), item('status', 0, '1'), item('update', 0, '2'), item('update', 1, '3')];
    expect(idsOf(...parts).sort()).toEqual(['lead 1', 'lead 2', 'lead 3']);
    expect(idsOf(...[...parts].reverse()).sort()).toEqual(['lead 1', 'lead 2', 'lead 3']);
    expect(idsOf(...parts, ...parts).sort()).toEqual(['lead 1', 'lead 2', 'lead 3']);
  });

  it.each([
    ['a note', 'leads[note][0][note][id]=9&leads[note][0][note][element_id]=41&leads[note][0][note][note_type]=4'],
    [
      'a note whose type is a value and a beginning of others',
      'leads[note][0][note][element_id]=41&leads[note][0][type]=3&leads[note][0][type][message_uuid]=u',
    ],
    ['a request that was accepted', 'unsorted[update][0][uid]=abc&unsorted[update][0][lead_id]=41'],
    ['a contact', 'contacts[update][0][id]=7&contacts[update][0][linked_leads_id][41][ID]=41'],
    ['a deleted contact', 'contacts[delete][0][id]=7&contacts[delete][0][linked_leads_id][41]=41'],
  ])('finds the lead behind %s', (_, form) => {
    expect(idsOf(form)).toEqual(['lead 41']);
  });

  it.each([
    ['a contact without leads', 'contacts[update][0][id]=7'],
    ['a task', 'task[add][0][id]=7&task[add][0][element_id]=41'],
    ['an id that is none', "leads[update][0][id]=41' or 1=1"],
    ['an id of nothing', 'leads[update][0][id]=0'],
    ['an id without end', `leads[update][0][id]=${'9'.repeat(40)}`],
    ['no id', 'leads[update][0][id]='],
    ['names one level too deep', 'leads[update][0][custom_fields][0][id]=41&leads[update][0][tags][0][id]=41'],
    ['a name that objects have by themselves', '__proto__[update][0][id]=41&leads[__proto__][0][id]=41'],
    ['a name that only ends alike', 'xleads[update][0][id]=41'],
    ['JSON', '{"leads":{"update":[{"id":41}]}}'],
    ['nothing', ''],
  ])('says nothing of %s', (_, form) => {
    expect(idsOf(form)).toEqual([]);
  });

  it('names no more leads than anybody changes at once', () => {
    const form = Array.from({ length: 2_000 }, (_, at) => `leads[update][${at}][id]=${at + 1}`).join('&');
    expect(read(form).cards).toHaveLength(500);
  });

  it.each([
    ['none', 'leads[update][0][id]=41'],
    ['one that is no number', 'leads[update][0][id]=41&account[id]=demo'],
  ])('tells of no account where the body has %s', (_, form) => {
    expect(amocrmHook.read(readFlatForm(form)).account).toBeNull();
  });
});
