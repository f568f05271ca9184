// A real OpenID provider for the sign-in tests: whoever comes is who they say they are, with any password.
// node provider.mjs PORT REDIRECT_URI
import { createHmac, generateKeyPairSync } from "node:crypto";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";

const packages = createRequire(fileURLToPath(new URL("../../../tests/node/", import.meta.url)));
const { Provider } = await import(pathToFileURL(packages.resolve("oidc-provider")).href);

const [port = "0", redirectUri = ""] = process.argv.slice(2);
const issuer = `http://127.0.0.1:${port}`;
const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });

const provider = new Provider(issuer, {
  clients: [
    { client_id: "parley", client_secret: "parley-end-to-end", grant_types: ["authorization_code"], response_types: ["code"], redirect_uris: [redirectUri], scope: "openid profile email" },
  ],
  jwks: { keys: [{ ...privateKey.export({ format: "jwk" }), kid: "end-to-end", use: "sig", alg: "RS256" }] },
  claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"] },
  conformIdTokenClaims: false,
  cookies: { keys: [createHmac("sha256", issuer).update(String(Date.now())).digest("hex")] },
  features: { devInteractions: { enabled: true } },
  pkce: { required: () => true },
  findAccount: (_, id) => ({
    accountId: id,
    claims: () => ({ sub: id, name: `${id[0].toUpperCase()}${id.slice(1)} Ames`, email: `${id}@provider.example`, email_verified: true }),
  }),
});

createServer(provider.callback()).listen(Number(port), "127.0.0.1", () => console.log(`An OpenID provider at ${issuer}`));
