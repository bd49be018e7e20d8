/** The HTTP application: hardening, then every route of the table through one door (`serve.ts`). */
import express from 'express';
import helmet from 'helmet';
import { answerPages } from './answer-page.ts';
import { fromEnginePages } from './codec.ts';
import type { Deps } from './deps.ts';
import { errorHandler } from './errors.ts';
import { logoutsTold } from './logouts-told.ts';
import { openApiDocument } from './openapi.ts';
import { pages } from './pages.ts';
import { Problem } from './problem.ts';
import { routes } from './routes.ts';
import { samlPosts } from './saml-posts.ts';
import { serve, trace } from './serve.ts';
import { noSuchPage } from './web/problem-page.ts';
import { serveWeb } from './web/serve-web.ts';

/** OpenAPI's `{id}` → express' `:id`. */
const expressPath = (path: string): string => path.replaceAll(/\{(\w+)\}/g, ':$1');

/** Builds the application. It listens to nothing yet. */
export function createApp(deps: Deps): express.Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('query parser', 'simple');
  // Whose address it is that asks: without a proxy that is named, what a header says of it is nobody's word.
  app.set('trust proxy', [...deps.proxies]);
  app.use(trace(deps.log));
  app.use(security(deps.publicUrl));
  app.use(deps.limits.address);
  // A provider tells of many people's sign-outs from one address.
  logoutsTold(app, deps);
  const guessed = [
    '/api/v1/answers',
    '/api/v1/meeting-times',
    '/svara',
    '/times',
    '/oauth/token',
    '/calendar',
    '/sign-in/callback',
    '/sign-in/family/callback',
    '/sign-in/saml/finish',
  ];
  app.use(guessed, deps.limits.wrongLinks);
  app.use(/^\/sign-in\/./, deps.limits.signIn);
  app.post(['/sign-in', '/api/v1/session'], deps.limits.signIn);
  if (deps.codec !== null) app.use('/engine/codec', fromEnginePages(deps.codec));
  for (const route of routes) app[route.method](expressPath(route.path), serve(deps, route));
  samlPosts(app, deps);
  answerPages(app, deps);
  serveWeb(app, deps);
  pages(app, openApiDocument(routes, deps.publicUrl), deps);
  for (const [path, methods] of methodsByPath()) {
    app.all(path, () => {
      throw new Problem('method-not-allowed', { headers: { allow: methods.join(', ').toUpperCase() } });
    });
  }
  app.use(['/api', '/assets', '/engine', '/healthz', '/readyz'], () => {
    throw new Problem('not-found');
  });
  app.use(noSuchPage(deps));
  app.use(errorHandler(deps.log));
  return app;
}

/** Only our own files run, and nothing is framed: no inline script, no inline style. */
const security = (publicUrl: string) =>
  helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        connectSrc: ["'self'"],
        styleSrc: ["'self'"],
        // Designsystemet draws its small signs from data in its style sheet.
        imgSrc: ["'self'", 'data:'],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
      },
    },
    strictTransportSecurity: publicUrl.startsWith('https:'),
  });

function methodsByPath(): Map<string, string[]> {
  const byPath = new Map<string, string[]>();
  for (const { path, method } of routes) {
    byPath.set(expressPath(path), [...(byPath.get(expressPath(path)) ?? []), method]);
  }
  return byPath;
}
