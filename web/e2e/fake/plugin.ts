import type { IncomingMessage, ServerResponse } from "node:http";
import type { Plugin } from "vite";
import { accountRoutes, anonymous, singleUserRoutes, userOf } from "./accounts/index.ts";
import { type Body, type Handler, json, problem } from "./http.ts";
import { openApi } from "./openapi.ts";
import { routes } from "./routes.ts";
import { seed } from "./seed.ts";

/** As strict as a server can be: what works under this policy works under any. */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** Serves the contract from memory, for development without a server (`vite --mode fake`) and for the end-to-end tests. */
export function fakeApi({ accounts }: { accounts: boolean }): Plugin {
  seed();
  const handle = handlerFor([...(accounts ? accountRoutes : singleUserRoutes), ...routes], accounts);
  return {
    name: "fake-api",
    configureServer: (server) => void server.middlewares.use(handle),
    configurePreviewServer: (server) => {
      server.middlewares.use((_, response, next) => {
        response.setHeader("Content-Security-Policy", POLICY);
        next();
      });
      server.middlewares.use(handle);
    },
  };
}

function handlerFor(all: [string, RegExp, Handler][], accounts: boolean) {
  return (request: IncomingMessage, response: ServerResponse, next: () => void): void => {
    const url = new URL(request.url ?? "/", "http://localhost");
    if (url.pathname === "/openapi/v1.json") return json(response, 200, openApi);
    if (!url.pathname.startsWith("/api/v1")) return next();
    const path = url.pathname.slice("/api/v1".length);
    if (accounts && !anonymous.test(path) && !userOf({ request })) return problem(response, 401, "AUTHENTICATION_ERROR", "Sign in.");
    for (const [method, pattern, handler] of all) {
      const match = request.method === method ? pattern.exec(path) : null;
      if (!match) continue;
      void readBody(request).then((body) =>
        handler({ request, response, body, search: url.searchParams, id: match[1] ?? "", part: match[2] ?? "" }),
      );
      return;
    }
    problem(response, 404, "NOT_FOUND", "There is no such address.");
  };
}

async function readBody(request: IncomingMessage): Promise<Body> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const raw = Buffer.concat(chunks);
  const isJson = raw.length > 0 && (request.headers["content-type"] ?? "").startsWith("application/json");
  return isJson ? (JSON.parse(raw.toString()) as Body) : {};
}
