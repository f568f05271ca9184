import { type Exchange, type Handler, json, page, problem } from "../http.ts";
import { newId, now } from "../store.ts";
import { addUser, groups, inDays, invitations, type Link, links, note, rightsOf, secret, type Session, sessions, tenant, type User, users } from "./store.ts";

const ACCESS = "__Host-parley_access";
const REFRESH = "__Host-parley_refresh";
const wrong = new Map<string, { count: number; until: number }>();

/** Who asks, by the cookie; undefined when nobody is signed in. */
export function userOf({ request }: Pick<Exchange, "request">): { user: User; session: Session } | undefined {
  const access = cookie(request.headers.cookie, ACCESS);
  const session = [...sessions.values()].find((one) => one.access === access && access !== "");
  const user = session && users.get(session.user);
  return user && !user.disabled ? { user, session } : undefined;
}

export const authRoutes: [string, RegExp, Handler][] = [
  ["GET", /^\/auth\/config$/, ({ response }) => json(response, 200, { mode: "accounts", setup_needed: users.size === 0, password: { enabled: true, min_length: 12 }, oidc: { name: "Fake ID" } })],
  ["POST", /^\/auth\/sign-in$/, signIn],
  ["POST", /^\/auth\/refresh$/, refresh],
  ["POST", /^\/auth\/links\/inspect$/, withLink(({ response }, link) => json(response, 200, { purpose: link.purpose, email: link.email, tenant_name: link.purpose === "owner_setup" ? null : tenant.name, expires_at: link.expires_at }))],
  ["POST", /^\/auth\/links\/use$/, withLink(spend)],
  ["GET", /^\/auth\/oidc\/start$/, ({ response }) => void response.writeHead(302, { Location: "/sign-in?error=provider_unavailable" }).end()],
  ["GET", /^\/auth\/me$/, signedIn(({ response }, user, session) => json(response, 200, me(user, session)))],
  ["PATCH", /^\/auth\/me$/, signedIn(rename)],
  ["POST", /^\/auth\/password$/, signedIn(changePassword)],
  ["POST", /^\/auth\/sign-out$/, signedIn(({ response }, _, session) => leave(response, [session]))],
  ["POST", /^\/auth\/sign-out-everywhere$/, signedIn(({ response }, user) => leave(response, of(user)))],
  ["GET", /^\/auth\/sessions$/, signedIn(({ response, search }, user, session) => json(response, 200, page(of(user).map((one) => ({ ...one, current: one.id === session.id, access: undefined, refresh: undefined })), search, 50)))],
  ["DELETE", /^\/auth\/sessions\/(\w+)$/, signedIn(({ response, id }) => void (sessions.delete(id), response.writeHead(204).end()))],
];

export const of = (user: User): Session[] => [...sessions.values()].filter((session) => session.user === user.id);

export function signedIn(handler: (exchange: Exchange, user: User, session: Session) => void): Handler {
  return (exchange) => {
    const who = userOf(exchange);
    if (who) handler(exchange, who.user, who.session);
    else problem(exchange.response, 401, "AUTHENTICATION_ERROR", "Sign in.");
  };
}

function me(user: User, session: Session | null) {
  const { id, email, name, role, tier, password } = user;
  return { id, email, name, role, rights: rightsOf(role), tier: tier ?? tenant.tier, mode: "accounts", has_password: password !== null, session_id: session?.id ?? null, key_id: null, tenant,
    groups: [...groups.values()].filter(({ members }) => members.has(user.id)).map((one) => ({ id: one.id, name: one.name })),
  };
}

function signIn(exchange: Exchange): void {
  const { response, body } = exchange;
  const email = String(body["email"] ?? "").toLowerCase();
  const failures = wrong.get(email) ?? { count: 0, until: 0 };
  if (failures.until > Date.now()) {
    const seconds = Math.ceil((failures.until - Date.now()) / 1000);
    response.setHeader("Retry-After", String(seconds));
    return json(response, 429, { code: "RATE_LIMIT_EXCEEDED", status: 429, title: "Too many attempts", detail: "Too many attempts. Wait a little.", retry_after: seconds });
  }
  const user = [...users.values()].find((one) => one.email === email);
  if (user?.password !== body["password"] || !user || user.disabled) {
    failures.count += 1;
    if (failures.count >= 5) failures.until = Date.now() + 3000;
    wrong.set(email, failures);
    note("session.sign_in", null, email, "denied");
    return problem(response, 401, "AUTHENTICATION_ERROR", "The e-mail address or the password is wrong.");
  }
  wrong.delete(email);
  begin(exchange, user, "password");
}

export function begin({ request, response }: Exchange, user: User, method: string): void {
  const session: Session = {
    id: newId("ses"), user: user.id, access: secret(), refresh: secret(), method, user_agent: request.headers["user-agent"] ?? "", address: "127.0.0.1",
    created_at: now(), last_seen_at: now(), expires_at: inDays(7),
  };
  sessions.set(session.id, session);
  user.last_sign_in_at = now();
  note("session.sign_in", user, session.id);
  answer(response, user, session);
}

function answer(response: Exchange["response"], user: User, session: Session): void {
  const flags = "Path=/; Secure; HttpOnly; SameSite=Strict";
  response.setHeader("Set-Cookie", [`${ACCESS}=${session.access}; ${flags}`, `${REFRESH}=${session.refresh}; ${flags}`]);
  json(response, 200, { expires_in: 3600, user: me(user, session) });
}

function refresh({ request, response }: Exchange): void {
  const token = cookie(request.headers.cookie, REFRESH);
  const session = [...sessions.values()].find((one) => one.refresh === token && token !== "");
  const user = session && users.get(session.user);
  if (!session || !user) return problem(response, 401, "AUTHENTICATION_ERROR", "This sign-in has ended. Sign in again.");
  Object.assign(session, { access: secret(), refresh: secret() });
  answer(response, user, session);
}

function withLink(handler: (exchange: Exchange, link: Link) => void): Handler {
  return (exchange) => {
    const link = links.get(String(exchange.body["token"]));
    if (link) handler(exchange, link);
    else problem(exchange.response, 404, "NOT_FOUND", "There is no such link.");
  };
}

function spend(exchange: Exchange, link: Link): void {
  const { response, body } = exchange;
  const errors: Record<string, string[]> = {};
  const asks = link.purpose === "owner_setup" ? ["name", "email"] : link.purpose === "invitation" ? ["name"] : [];
  for (const field of asks) if (!body[field]) errors[field] = ["A value is needed."];
  if (link.purpose !== "email_change" && String(body["password"] ?? "").length < 12) errors["password"] = ["Must have at least 12 characters."];
  if (Object.keys(errors).length > 0) return problem(response, 400, "VALIDATION_ERROR", "The request is not valid.", errors);
  links.delete(String(body["token"]));
  const known = link.user ? users.get(link.user) : undefined;
  if (link.purpose === "email_change" && known) return void (Object.assign(known, { email: link.email }), response.writeHead(204).end());
  const email = link.email ?? String(body["email"]).toLowerCase();
  const user = known ?? addUser({ email, name: String(body["name"]), role: link.role });
  user.password = String(body["password"]);
  for (const [id, invitation] of invitations) if (invitation.email === email) invitations.delete(id);
  if (known) for (const session of of(known)) sessions.delete(session.id);
  begin(exchange, user, "link");
}

function rename({ response, body }: Exchange, user: User, session: Session): void {
  if (!body["name"]) return problem(response, 400, "VALIDATION_ERROR", "name: A name is needed.", { name: ["A name is needed."] });
  user.name = String(body["name"]);
  json(response, 200, me(user, session));
}

function changePassword({ response, body }: Exchange, user: User, session: Session): void {
  if (body["current_password"] !== user.password) return problem(response, 400, "VALIDATION_ERROR", "Wrong.", { current_password: ["This is not your password."] });
  if (String(body["new_password"]).length < 12) return problem(response, 400, "VALIDATION_ERROR", "Short.", { new_password: ["Must have at least 12 characters."] });
  user.password = String(body["new_password"]);
  for (const other of of(user)) if (other.id !== session.id) sessions.delete(other.id);
  response.writeHead(204).end();
}

function leave(response: Exchange["response"], ended: Session[]): void {
  for (const { id } of ended) sessions.delete(id);
  response.setHeader("Set-Cookie", [ACCESS, REFRESH].map((name) => `${name}=; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=0`));
  response.writeHead(204).end();
}

function cookie(header: string | undefined, name: string): string {
  return header?.split("; ").find((part) => part.startsWith(`${name}=`))?.slice(name.length + 1) ?? "";
}
