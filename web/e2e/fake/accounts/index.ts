import { type Handler, json } from "../http.ts";
import { adminRoutes, operatorRoutes } from "./admin.ts";
import { authRoutes, userOf } from "./auth.ts";
import { rightsOf } from "./store.ts";

export { userOf };

const tenant = { id: "tenant_0", name: "", is_operator: true };

/** What a server without accounts says of its one person. */
export const singleUserRoutes: [string, RegExp, Handler][] = [
  ["GET", /^\/auth\/config$/, ({ response }) => json(response, 200, { mode: "single-user", setup_needed: false, password: { enabled: false, min_length: 12 }, oidc: null })],
  ["GET", /^\/auth\/me$/, ({ response }) =>
    json(response, 200, {
      id: "user_0", email: "", name: "", role: "owner", rights: rightsOf("owner"), tier: "enterprise", mode: "single-user", has_password: false,
      session_id: null, key_id: null, tenant, groups: [],
    })],
  ...operatorRoutes,
];

export const accountRoutes = [...authRoutes, ...adminRoutes, ...operatorRoutes];

/** What is answered without a session. */
export const anonymous = /^\/(?:health|ready|auth\/(?:config|sign-in|refresh|links\/\w+|oidc\/\w+))$/;
