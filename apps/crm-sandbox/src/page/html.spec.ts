import { html } from './html.ts';

describe('html', () => {
  it('escapes what comes from outside, in content and in attributes', () => {
    const evil = `<script>alert("1")</script>'&`;
    expect(html`<b title="${evil}">${evil}</b>`.text).toBe(
      '<b title="&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&#39;&amp;">&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&#39;&amp;</b>',
    );
  });

  it('keeps markup it built itself and drops nothing-values', () => {
    const items = ['a', '<'].map((item) => html`<li>${item}</li>`);
    expect(html`${items}${null}${false}${undefined}${0}`.text).toBe('<li>a</li><li>&lt;</li>0');
  });
});
