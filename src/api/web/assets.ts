/** Style sheets and scripts: read and compressed once, served under a name with their hash, kept by the browser. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import type { Express, Request, Response } from 'express';
import type { AssetUrls } from '../../ui/assets.ts';
import { Problem } from '../problem.ts';

const require = createRequire(import.meta.url);
const own = (name: string) => new URL(`../../ui/assets/${name}`, import.meta.url);

const files = [
  { name: 'theme.css', type: 'text/css', from: require.resolve('@digdir/designsystemet-theme') },
  { name: 'designsystemet.css', type: 'text/css', from: require.resolve('@digdir/designsystemet-css') },
  { name: 'app.css', type: 'text/css', from: own('app.css') },
  { name: 'htmx.js', type: 'text/javascript', from: require.resolve('htmx.org/dist/htmx.min.js') },
  { name: 'app.js', type: 'text/javascript', from: own('app.js') },
  { name: 'icon.svg', type: 'image/svg+xml', from: own('icon.svg') },
] as const;

type Asset = { name: string; type: string; url: string; plain: Buffer; gzip: Buffer; brotli: Buffer };

const assets: readonly Asset[] = files.map(({ name, type, from }) => {
  const plain = readFileSync(from);
  const hash = createHash('sha256').update(plain).digest('hex').slice(0, 12);
  return {
    name,
    type,
    url: `/assets/${hash}-${name}`,
    plain,
    gzip: gzipSync(plain, { level: 9 }),
    brotli: brotliCompressSync(plain),
  };
});

const urlsOf = (ending: string): string[] =>
  assets.filter(({ name }) => name.endsWith(ending)).map(({ url }) => url);

export const assetUrls: AssetUrls = {
  styles: urlsOf('.css'),
  scripts: urlsOf('.js'),
  icon: urlsOf('.svg')[0] ?? '',
};

/** Serves `/assets/<hash>-<name>`. */
export function serveAssets(app: Express): void {
  app.get('/assets/:file', (request, response) => {
    const asset = assets.find(({ url }) => url === `/assets/${request.params.file}`);
    if (asset === undefined) throw new Problem('not-found');
    send(asset, request, response);
  });
}

function send(asset: Asset, request: Request, response: Response): void {
  response.set({ 'cache-control': 'public, max-age=31536000, immutable', vary: 'accept-encoding' });
  response.type(asset.type);
  const encoding = request.acceptsEncodings('br', 'gzip');
  if (encoding === 'br') response.set('content-encoding', 'br').send(asset.brotli);
  else if (encoding === 'gzip') response.set('content-encoding', 'gzip').send(asset.gzip);
  else response.send(asset.plain);
}
