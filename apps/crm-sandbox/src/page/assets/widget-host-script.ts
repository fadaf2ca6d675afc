/**
 * What amoCRM's page is to a widget: the AMD loader with jQuery, the methods on the widget's `this`, and requests with a
 * one-time token that the account makes for each of them.
 */
export const widgetHostScript = `'use strict';
(() => {
  const column = document.querySelector('[data-widget-column]');
  const { lead, user, language, base, settings } = column.dataset;
  window.APP = { data: { current_card: { id: Number(lead) } }, isCard: () => true, getBaseEntity: () => 'leads' };
  window.AMOCRM = window.APP;

  const promise = () => {
    const takers = { done: [], fail: [] };
    let ended = null;
    const on = (way) => function (take) {
      if (!ended) takers[way].push(take);
      else if (ended.way === way) take(ended.value);
      return this;
    };
    const end = (way, value) => { ended = { way, value }; for (const take of takers[way]) take(value); };
    return { end, api: { done: on('done'), fail: on('fail') } };
  };

  const oneTimeToken = async () => {
    const body = new URLSearchParams({ userId: user });
    const answer = await fetch('/amocrm/widget-token', { method: 'POST', body, signal: AbortSignal.timeout(5000) });
    return (await answer.json()).token;
  };

  const send = (options, token, { end }) => {
    const request = new XMLHttpRequest();
    request.open(options.method || 'GET', options.url);
    request.timeout = options.timeout || 0;
    request.setRequestHeader('X-Auth-Token', token);
    request.onloadend = () => {
      const isGood = request.status >= 200 && request.status < 300;
      if (!isGood) return end('fail', { status: request.status, responseText: request.responseText });
      const isJson = options.dataType === 'json' && request.responseText !== '';
      end('done', isJson ? JSON.parse(request.responseText) : request.responseText);
    };
    request.send();
  };

  const draw = ({ caption, body, render }) => {
    const place = document.createElement('section');
    place.className = 'panel card-widgets__widget';
    place.innerHTML = '<h2 class="card-widgets__widget__caption"></h2><div class="card-widgets__widget__body"></div>';
    place.firstChild.classList.add(caption.class_name);
    place.firstChild.textContent = column.dataset.title;
    place.lastChild.innerHTML = body + render;
    column.append(place);
  };

  const start = (Widget, words) => {
    const widget = new (class extends Object {
      params = { path: base };
      system() { return { area: 'lcard', subdomain: location.hostname.split('.')[0], amouser_id: user }; }
      get_settings() { return JSON.parse(settings); }
      get_version() { return '1'; }
      i18n(section) { return words[section]; }
      render_template(options) { draw(options); }
      $authorizedAjax(options) {
        const answer = promise();
        oneTimeToken().then(
          (token) => send(options, token, answer),
          () => answer.end('fail', { status: 0, responseText: '' }),
        );
        return answer.api;
      }
    })();
    Widget.call(widget);
    for (const name of ['render', 'init', 'bind_actions']) {
      if (widget.callbacks[name]() !== true) throw new Error('the widget refused ' + name);
    }
    addEventListener('pagehide', () => widget.callbacks.destroy());
  };

  const modules = { jquery: () => { throw new Error('this page has no jQuery functions'); } };
  window.define = (names, factory) => {
    // A module with a name of its own is somebody else's: nobody here asks for it.
    if (typeof names === 'string') return;
    const Widget = factory(...names.map((name) => modules[name]));
    fetch(base + '/i18n/' + language + '.json', { signal: AbortSignal.timeout(5000) })
      .then((answer) => answer.json())
      .then((words) => start(Widget, words));
  };
  window.define.amd = {};
  const script = document.createElement('script');
  script.src = base + '/script.js';
  document.head.append(script);
})();
`;
