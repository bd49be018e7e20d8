/** What the API's own pages share. */

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export const escape = (text: string): string => text.replaceAll(/[&<>"']/g, (char) => entities[char] ?? char);

/** A whole page. `body` is HTML. */
export const page = (lang: 'sv' | 'en', title: string, body: string): string =>
  `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><title>${escape(title)} – Bryggan</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="stylesheet" href="/api/docs.css"></head>
<body><main>${body}</main></body></html>`;

export const styles = `
body { font: 1rem/1.5 system-ui, sans-serif; color: #1a1a1a; background: #fff; margin: 0; }
main { max-width: 60rem; margin: 0 auto; padding: 1.5rem; }
h1, h2, h3 { line-height: 1.25; }
a { color: #00418a; }
a:focus-visible, summary:focus-visible { outline: 3px solid #00418a; outline-offset: 2px; }
code, pre { font: 0.9em/1.45 ui-monospace, monospace; background: #f1f3f5; }
pre { padding: 0.75rem; overflow-x: auto; }
code { padding: 0 0.2em; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: 0.3rem 0.6rem 0.3rem 0; border-bottom: 1px solid #d0d5da; }
section { margin-block: 2rem; }
article { border-top: 2px solid #00418a; margin-block: 1.5rem; padding-top: 0.5rem; }
.method { font-weight: 700; text-transform: uppercase; }
summary { cursor: pointer; }
`;
