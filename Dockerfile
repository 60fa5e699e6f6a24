# One image for web, worker and migrations; docker-compose.yml says which it is.
FROM node:24.21.0-bookworm-slim AS packages
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund

FROM packages AS build
COPY . .
ENV NEXT_TELEMETRY_DISABLED=1
RUN node node_modules/next/dist/bin/next build && rm -rf .next/cache

FROM node:24.21.0-bookworm-slim
WORKDIR /app
ENV NODE_ENV=production NEXT_TELEMETRY_DISABLED=1
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --no-audit --no-fund && npm cache clean --force
COPY --from=build /app/.next ./.next
COPY app ./app
COPY commands ./commands
COPY db ./db
COPY jobs ./jobs
COPY lib ./lib
COPY public ./public
COPY next.config.mjs proxy.ts tsconfig.json ./
RUN mkdir data && chown node:node data
USER node
EXPOSE 3000
CMD ["node", "commands/web.ts"]
