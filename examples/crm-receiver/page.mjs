/** The page of the example, for people: settings, and the leads with their stages. */
import { stages, users } from './catalogue.mjs';

const entities = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const safe = (text) => String(text ?? '').replace(/[&<>"']/g, (sign) => entities[sign]);

function choice(name, options, chosen) {
  const all = options.map(
    ({ id, name: label }) => `<option value="${safe(id)}"${id === chosen ? ' selected' : ''}>${safe(label)}</option>`,
  );
  return `<select name="${name}" aria-label="${name}">${all.join('')}</select>`;
}

function leadOf({ id, fields }, state) {
  const contact = state.contacts[fields.contact]?.fields ?? {};
  const notes = Object.values(state.notes).filter(({ lead }) => lead === id);
  const tags = (fields.tags ?? []).map((tag) => `<mark>${safe(tag)}</mark>`).join(' ');
  return `<article id="lead-${safe(id)}"><h2>#${safe(id)} ${safe(fields.title)}</h2>
<p>${safe(contact.name)} ${safe([contact.phone ?? []].flat().join(', '))} ${safe([contact.email ?? []].flat().join(', '))} ${tags}</p>
<form method="post" action="/leads/${safe(id)}">${choice('stage', stages, fields.stage)}
${choice('responsible', [{ id: '', name: '—' }, ...users], fields.responsible ?? '')} <button>OK</button></form>
${notes.map(({ text }) => `<pre>${safe(text)}</pre>`).join('')}</article>`;
}

/** The whole page. */
export function pageOf(state) {
  const leads = Object.values(state.leads).reverse();
  return `<!doctype html><html lang="ru"><meta charset="utf-8"><title>Example CRM</title>
<style>body{font:15px/1.5 system-ui;max-width:52rem;margin:2rem auto;padding:0 1rem}pre{white-space:pre-wrap}
article{border-top:1px solid #ddd}input{width:100%}</style><h1>Example CRM</h1>
<form method="post" action="/settings"><label>Секрет / secret <input name="secret" type="password" autocomplete="off"></label>
<label>Адрес для изменений / address for changes <input name="hook" value="${safe(state.settings.hook)}"></label>
<button>OK</button> ${state.settings.secret ? 'Секрет задан / the secret is set' : ''}</form>
${leads.map((lead) => leadOf(lead, state)).join('') || '<p>Лидов пока нет / no leads yet</p>'}</html>`;
}
