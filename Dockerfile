# For CI: docker run --rm -v "$PWD:/project" perenos check --level 5
FROM node:22-bookworm-slim AS build
WORKDIR /build
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY tsconfig.json tsconfig.build.json ./
COPY src src
RUN npm run build && npm prune --omit=dev --no-audit --no-fund

FROM node:22-bookworm-slim
ENV NODE_ENV=production
WORKDIR /opt/perenos
COPY --from=build /build/node_modules node_modules
COPY --from=build /build/dist dist
COPY bin bin
COPY mappings mappings
COPY schemas schemas
COPY package.json LICENSE ./
RUN ln -s /opt/perenos/bin/perenos.js /usr/local/bin/perenos
WORKDIR /project
USER node
ENTRYPOINT ["perenos"]
CMD ["help"]
