# syntax=docker/dockerfile:1

# The server with the portal inside. `npm run image:check` goes through these steps without a container engine.

FROM node:24.21.0-trixie-slim AS base
WORKDIR /app

FROM base AS dependencies
COPY package.json package-lock.json .npmrc ./
RUN --mount=type=cache,target=/root/.npm npm ci --ignore-scripts

FROM dependencies AS build
COPY nx.json tsconfig.base.json ./
COPY api-client api-client
COPY backend backend
COPY frontend frontend
COPY migrations migrations
COPY tools tools
RUN npm run build -- --projects=backend,frontend

FROM base AS production-dependencies
COPY package.json package-lock.json .npmrc ./
RUN --mount=type=cache,target=/root/.npm npm ci --omit=dev --omit=optional --ignore-scripts
# Of what is installed: with --omit=dev instead, npm leaves out what development needs as well (npm/cli#7909).
RUN npm pkg delete scripts devDependencies optionalDependencies overrides && npm sbom --sbom-format cyclonedx > sbom.json
# The portal has it inside, and the list above names it.
RUN rm -rf node_modules/@angular

FROM base AS production
# A running server installs nothing.
RUN rm -rf /usr/local/lib/node_modules /usr/local/bin/npm /usr/local/bin/npx /usr/local/bin/corepack /opt/yarn-*
COPY --from=production-dependencies /app/package.json /app/sbom.json ./
COPY --from=production-dependencies /app/node_modules node_modules
COPY --from=build /app/dist dist
ARG VERSION=0.1.0
ARG REVISION=unknown
LABEL org.opencontainers.image.title="Taskward" \
      org.opencontainers.image.description="A self-hosted, multi-user task manager" \
      org.opencontainers.image.licenses="MIT" \
      org.opencontainers.image.version="$VERSION" \
      org.opencontainers.image.revision="$REVISION"
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000
# The user `node` of the base image, by number: Kubernetes can tell that it is not root.
USER 1000:1000
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s --retries=3 \
  CMD ["node", "dist/server/check-health.js"]
CMD ["node", "--max-semi-space-size=16", "--max-old-space-size=1024", "--heap-growing-percent=60", "dist/server/main.js"]
