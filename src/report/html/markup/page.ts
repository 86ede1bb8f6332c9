import { createHash } from 'node:crypto';
import { html, type Markup, trusted } from './markup';

/** What a self-contained page is made of. Style and script are our own texts, never from outside. */
export interface Page {
  title: string;
  style: string;
  script?: string;
  body: Markup;
}

/**
 * A page that is complete in itself and loads nothing. The policy in its head allows exactly its own style and
 * script, so that even a hole in the escaping would run nothing.
 */
export function htmlPage({ title, style, script, body }: Page): string {
  return `${
    html`<!doctype html>
      <html lang="en">
        <head>
          <meta charset="utf-8" />
          <meta http-equiv="Content-Security-Policy" content="${policy(style, script)}" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="color-scheme" content="light dark" />
          <meta name="referrer" content="no-referrer" />
          <title>${title}</title>
          <link rel="icon" href="data:," />
          ${trusted(`<style>${style}</style>`)}
        </head>
        <body>
          ${body} ${script !== undefined && trusted(`<script>${script}</script>`)}
        </body>
      </html>`.source
  }\n`;
}

/** Nothing but the style and the script of this page, by their hashes; the empty icon is a data URL. */
function policy(style: string, script: string | undefined): string {
  return [
    "default-src 'none'",
    `style-src '${hash(style)}'`,
    ...(script === undefined ? [] : [`script-src '${hash(script)}'`]),
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

function hash(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
