import { type Exchange, type Handler, json, page, problem } from "../http.ts";
import { newId, now } from "../store.ts";
import { of, signedIn } from "./auth.ts";
import { addUser, events, groups, inDays, invitations, makeLink, note, secret, sessions, tenant, tenants, type User, userKeys, users } from "./store.ts";

const done = ({ response }: Exchange) => void response.writeHead(204).end();
const missing = ({ response }: Exchange) => problem(response, 404, "NOT_FOUND", "There is no such thing.");
const needed = ({ response }: Exchange, field: string) => problem(response, 400, "VALIDATION_ERROR", `${field}: A value is needed.`, { [field]: ["A value is needed."] });

function shown({ password, ...user }: User) {
  return { ...user, has_password: password !== null };
}

function withUser(handler: (exchange: Exchange, user: User, actor: User) => void): Handler {
  return signedIn((exchange, actor) => {
    const user = users.get(exchange.id);
    if (user) handler(exchange, user, actor);
    else missing(exchange);
  });
}

function list({ response, search }: Exchange): void {
  const wanted = search.get("q")?.toLowerCase() ?? "";
  json(response, 200, page([...users.values()].filter(({ name, email }) => `${name} ${email}`.toLowerCase().includes(wanted)).map(shown), search, 50));
}

function change({ response, body }: Exchange, user: User, actor: User): void {
  if (body["disabled"] === true) for (const session of of(user)) sessions.delete(session.id);
  Object.assign(user, body);
  note("user_changed", actor, user.id);
  json(response, 200, shown(user));
}

function keyRoutes(at: string, owner: (exchange: Exchange, actor: User) => string): [string, RegExp, Handler][] {
  const listed = (user: string) => userKeys.get(user) ?? [];
  return [
    ["GET", new RegExp(`^${at}$`), signedIn((exchange, actor) => json(exchange.response, 200, page(listed(owner(exchange, actor)), exchange.search, 50)))],
    ["POST", new RegExp(`^${at}$`), signedIn((exchange, actor) => {
      const { body, response } = exchange;
      if (!body["name"]) return needed(exchange, "name");
      const key = { id: newId("key"), start: "parley_4f7k2m", created_at: now(), last_used_at: null, expires_at: null, requests_per_minute: null, scopes: [], ...body };
      userKeys.set(owner(exchange, actor), [...listed(owner(exchange, actor)), key]);
      json(response, 201, { ...key, key: `parley_4f7k2m_${secret()}` });
    })],
    ["DELETE", new RegExp(`^${at}/(\\w+)$`), signedIn((exchange, actor) => {
      const id = exchange.part || exchange.id;
      userKeys.set(owner(exchange, actor), listed(owner(exchange, actor)).filter((key) => key["id"] !== id));
      done(exchange);
    })],
  ];
}

const providers = [
  { name: "openai", display_name: "OpenAI", configured: true, takes_key: true, key_source: "configuration", key_hint: "aB3x" },
  { name: "anthropic", display_name: "Anthropic", configured: false, takes_key: true, key_source: null, key_hint: null },
  { name: "ollama", display_name: "Ollama", configured: true, takes_key: false, key_source: null, key_hint: null },
];

export const adminRoutes: [string, RegExp, Handler][] = [
  ...keyRoutes("/keys", (_, actor) => actor.id),
  ...keyRoutes("/users/(\\w+)/keys", ({ id }) => id),
  ["GET", /^\/users$/, signedIn(list)],
  ["POST", /^\/users$/, signedIn((exchange) => (exchange.body["name"] ? json(exchange.response, 201, shown(addUser({ name: String(exchange.body["name"]), role: "service" }))) : needed(exchange, "name")))],
  ["PATCH", /^\/users\/(\w+)$/, withUser(change)],
  ["POST", /^\/users\/(\w+)\/sign-out-everywhere$/, withUser((exchange, user) => {
    for (const session of of(user)) sessions.delete(session.id);
    done(exchange);
  })],
  ["POST", /^\/users\/(\w+)\/password-reset$/, withUser(({ response }, user) => json(response, 201, makeLink({ purpose: "password_reset", user: user.id, email: user.email, role: user.role, expires_at: inDays(1) })))],
  ["POST", /^\/users\/(\w+)\/email-change$/, withUser(({ response, body }, user) => json(response, 201, makeLink({ purpose: "email_change", user: user.id, email: String(body["email"]), role: user.role, expires_at: inDays(1) })))],
  ["GET", /^\/invitations$/, signedIn(({ response, search }) => json(response, 200, page([...invitations.values()], search, 50)))],
  ["POST", /^\/invitations$/, signedIn((exchange, actor) => {
    const { response, body } = exchange;
    const email = String(body["email"] ?? "").toLowerCase();
    if (!/^\S+@\S+$/.test(email)) return problem(response, 400, "VALIDATION_ERROR", "email: Must be an e-mail address.", { email: ["Must be an e-mail address."] });
    const invitation = { id: newId("inv"), email, role: String(body["role"]), expires_at: inDays(7), created_at: now() };
    invitations.set(invitation.id, invitation);
    note("invitation_made", actor, email);
    json(response, 201, { ...invitation, ...makeLink({ purpose: "invitation", user: null, email, role: invitation.role, expires_at: invitation.expires_at }) });
  })],
  ["DELETE", /^\/invitations\/(\w+)$/, signedIn((exchange) => (invitations.delete(exchange.id), done(exchange)))],
  ["GET", /^\/groups$/, signedIn(({ response, search }) => json(response, 200, page([...groups.values()].map(({ id, name, members }) => ({ id, name, members: members.size, created_at: now() })), search, 50)))],
  ["POST", /^\/groups$/, signedIn((exchange) => {
    const { response, body } = exchange;
    if (!body["name"]) return needed(exchange, "name");
    const group = { id: newId("group"), name: String(body["name"]), members: new Set<string>() };
    groups.set(group.id, group);
    json(response, 201, { id: group.id, name: group.name });
  })],
  ["PATCH", /^\/groups\/(\w+)$/, signedIn(({ response, body, id }) => json(response, 200, Object.assign(groups.get(id) ?? {}, { name: body["name"] })))],
  ["DELETE", /^\/groups\/(\w+)$/, signedIn((exchange) => (groups.delete(exchange.id), done(exchange)))],
  ["GET", /^\/groups\/(\w+)\/members$/, signedIn(({ response, search, id }) => json(response, 200, page([...users.values()].filter((user) => groups.get(id)?.members.has(user.id)).map(shown), search, 50)))],
  ["PUT", /^\/groups\/(\w+)\/members\/(\w+)$/, signedIn((exchange) => (groups.get(exchange.id)?.members.add(exchange.part), done(exchange)))],
  ["DELETE", /^\/groups\/(\w+)\/members\/(\w+)$/, signedIn((exchange) => (groups.get(exchange.id)?.members.delete(exchange.part), done(exchange)))],
  ["PATCH", /^\/tenant$/, signedIn(({ response, body }) => json(response, 200, Object.assign(tenant, { name: body["name"] })))],
  ["GET", /^\/admin\/tenants$/, signedIn(({ response, search }) => json(response, 200, page(tenants, search, 50)))],
  ["POST", /^\/admin\/tenants$/, signedIn((exchange) => {
    const { response, body } = exchange;
    if (!body["name"]) return needed(exchange, "name");
    const made = { id: newId("tenant"), name: String(body["name"]), tier: String(body["tier"]), disabled: false, is_operator: false };
    tenants.push(made);
    json(response, 201, { tenant: made, ...makeLink({ purpose: "invitation", user: null, email: String(body["owner_email"]), role: "owner", expires_at: inDays(1) }) });
  })],
  ["PATCH", /^\/admin\/tenants\/(\w+)$/, signedIn(({ response, body, id }) => json(response, 200, Object.assign(tenants.find((one) => one.id === id) ?? {}, body)))],
  ["GET", /^\/audit$/, signedIn(({ response, search }) => {
    const [before, action] = [Number(search.get("before") ?? Number.POSITIVE_INFINITY), search.get("action") ?? ""];
    const found = events.filter((event) => Number(event["sequence"]) < before && String(event["action"]).includes(action));
    json(response, 200, { data: found.slice(0, 50), next_before: found.length > 50 ? found[49]?.["sequence"] : null });
  })],
  ["GET", /^\/audit\/verify$/, signedIn(({ response }) => json(response, 200, { ok: true, checked: events.length, problem: null }))],
];

/** There in single-user mode as well. */
export const operatorRoutes: [string, RegExp, Handler][] = [
  ["GET", /^\/admin\/providers$/, ({ response }) => json(response, 200, { data: providers })],
  ["PUT", /^\/admin\/providers\/(\w+)\/key$/, (exchange) => {
    const key = String(exchange.body["key"] ?? "");
    if (key === "") return needed(exchange, "key");
    Object.assign(providers.find(({ name }) => name === exchange.id) ?? {}, { configured: true, key_source: "stored", key_hint: key.slice(-4) });
    done(exchange);
  }],
  ["DELETE", /^\/admin\/providers\/(\w+)\/key$/, (exchange) => {
    Object.assign(providers.find(({ name }) => name === exchange.id) ?? {}, { configured: false, key_source: null, key_hint: null });
    done(exchange);
  }],
];
