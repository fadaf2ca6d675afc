/** The demo site: language from the address, and the chat embedded as any site would embed it. */
const address = new URL(window.location.href);
const language = address.searchParams.get('lang') === 'en' ? 'en' : 'ru';

document.documentElement.lang = language;
document.title = language === 'en' ? 'Quiet Oak · furniture workshop' : 'Тихий дуб · мебельная мастерская';
for (const link of document.querySelectorAll('[data-language]')) {
  const target = new URL(address);
  target.searchParams.set('lang', link.dataset.language);
  link.href = target.href;
}

/** The channel's key: from the address, the page, or the server; null when nobody knows it. */
async function findChannelKey() {
  const written = document.querySelector('meta[name="voronka-channel"]')?.content;
  const known = address.searchParams.get('channel') || written;
  if (known) return known;
  const response = await fetch('/demo/config.json', { cache: 'no-store' });
  if (!response.ok) return null;
  const { channelKey } = await response.json();
  return channelKey || null;
}

function showProblem() {
  document.querySelector('[data-chat-problem]').hidden = false;
}

function embedChat(channelKey) {
  const script = document.createElement('script');
  script.src = '/widget/voronka-widget.js';
  script.async = true;
  script.dataset.channel = channelKey;
  script.dataset.locale = language;
  script.addEventListener('error', showProblem);
  document.body.append(script);
}

for (const button of document.querySelectorAll('[data-open-chat]'))
  button.addEventListener('click', () => (window.VoronkaWidget ? window.VoronkaWidget.open() : showProblem()));

findChannelKey().then((key) => (key ? embedChat(key) : showProblem()), showProblem);
