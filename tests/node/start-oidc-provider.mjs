// Starts oidc-provider on the loopback, says where, and obeys a line of its input at a time, each answered with OK:
//   client {json}   changes what is registered of the client, such as its redirect_uris
//   person {json}   says what is known of somebody: {"id":"alice","email":"…","groups":["…"]}
//   rotate          signs with new keys from now on, and forgets the old ones
//   down, up        closes and opens its port
// Usage: node start-oidc-provider.mjs [port] [redirect_uri]
import crypto from "node:crypto";
import http from "node:http";
import { createInterface } from "node:readline";
import { Provider } from "oidc-provider";

// The output is for our own answers.
console.info = console.error;

const client = {
  client_id: "parley",
  client_secret: "a-secret-of-the-tests: & % +",
  redirect_uris: [process.argv[3] ?? "http://localhost/api/v1/auth/oidc/callback"],
  post_logout_redirect_uris: [],
  response_types: ["code"],
  grant_types: ["authorization_code"],
};
const people = new Map();
const requests = {};
let keys = newKeys();
let port = Number(process.argv[2] ?? 0);
let handle;

const server = http.createServer((request, response) => {
  const path = new URL(request.url, "http://localhost").pathname;
  requests[path] = (requests[path] ?? 0) + 1;
  if (path === "/test/requests") {
    response.setHeader("Content-Type", "application/json").end(JSON.stringify(requests));
  } else {
    handle(request, response);
  }
});

await open();
console.log(`READY http://127.0.0.1:${port}`);

const commands = {
  client: (values) => Object.assign(client, values),
  person: (values) => people.set(values.id, values),
  rotate: () => (keys = newKeys()),
  down: () => new Promise((closed) => { server.close(closed); server.closeAllConnections(); }),
  up: open,
};
for await (const line of createInterface({ input: process.stdin })) {
  const [, name, values] = /^(\w+)\s*(.*)$/.exec(line);
  await commands[name](values ? JSON.parse(values) : undefined);
  build();
  console.log("OK");
}
process.exit(0);

async function open() {
  await new Promise((listening) => server.listen(port, "127.0.0.1", listening));
  port = server.address().port;
  build();
}

// What a provider was made with stays; its store of codes and sessions is the module's, and outlives it.
function build() {
  const provider = new Provider(`http://127.0.0.1:${port}`, {
    clients: [client],
    jwks: { keys },
    scopes: ["openid", "profile", "email", "groups"],
    claims: { openid: ["sub"], profile: ["name"], email: ["email", "email_verified"], groups: ["groups", "roles"] },
    enabledJWA: { idTokenSigningAlgValues: ["RS256", "PS256", "ES256"] },
    features: { rpInitiatedLogout: { enabled: true } },
    pkce: { required: () => true },
    cookies: { keys: ["the keys of a test"] },
    ttl: { AccessToken: 60, AuthorizationCode: 60, Grant: 600, IdToken: 60, Interaction: 600, Session: 600 },
    findAccount: (_, id) => ({ accountId: id, claims: () => claimsOf(id) }),
    loadExistingGrant: grantEverything,
  });
  handle = provider.callback();
}

function claimsOf(id) {
  const known = people.get(id) ?? { email: `${id}@corp.example`, email_verified: true, name: id };
  return { ...known, sub: id };
}

// Nobody is asked for consent: the person and the client are of one house.
async function grantEverything(context) {
  const { provider, session, client: asking, params } = context.oidc;
  const grant = new provider.Grant({ accountId: session.accountId, clientId: asking.clientId });
  grant.addOIDCScope(params.scope);
  await grant.save();
  return grant;
}

function newKeys() {
  const name = crypto.randomBytes(4).toString("hex");
  const rsa = crypto.generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;
  const ec = crypto.generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey;
  return [
    { ...rsa.export({ format: "jwk" }), kid: `rsa-${name}`, use: "sig" },
    { ...ec.export({ format: "jwk" }), kid: `ec-${name}`, use: "sig", alg: "ES256" },
  ];
}
