# One image for `api` and `worker`: Node 24, no root, compiled code, the workflow bundle built beforehand.
FROM node:24.11.1-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci
COPY tsconfig.json tsconfig.build.json worker.ts ./
COPY src ./src
COPY scripts/build-parts.ts ./scripts/
RUN npm run build && npm prune --omit=dev

FROM node:24.11.1-bookworm-slim
ENV NODE_ENV=production TZ=UTC NODE_OPTIONS=--enable-source-maps
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY sample ./sample
COPY docs/handbok ./docs/handbok
USER node
EXPOSE 3000
CMD ["node", "dist/src/api/main.js"]
