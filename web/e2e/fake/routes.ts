import { type Body, type Exchange, type Handler, json, page, problem } from "./http.ts";
import { catalogue } from "./models.ts";
import { personaRoutes, remember } from "./personas.ts";
import { addConversation, addMessage, type Conversation, conversations, paths } from "./store.ts";
import { follow, startTurn, stopTurn, turnByKey, turnOf } from "./turns.ts";
import { usageRoutes } from "./usage.ts";

export const routes: [method: string, path: RegExp, handler: Handler][] = [
  ["GET", /^\/models$/, ({ response }) => json(response, 200, catalogue)],
  ["GET", /^\/health$/, ({ response }) => json(response, 200, { status: "ok", version: "0.1.0", uptime_seconds: 1 })],
  ...personaRoutes,
  ["POST", /^\/chat\/stream$/, send],
  ["GET", /^\/chat\/stream\/(\w+)$/, resume],
  ["GET", /^\/conversations$/, list],
  ["POST", /^\/conversations$/, ({ response, body }) => json(response, 201, addConversation(String(body["title"] ?? "")))],
  ["GET", /^\/conversations\/(\w+)$/, withConversation(({ response }, found) => json(response, 200, found))],
  ["PATCH", /^\/conversations\/(\w+)$/, withConversation(patch)],
  ["DELETE", /^\/conversations\/(\w+)$/, withConversation(remove)],
  ["GET", /^\/conversations\/(\w+)\/messages$/, withConversation(messages)],
  ["POST", /^\/conversations\/(\w+)\/stop$/, withConversation(stop)],
  ["POST", /^\/conversations\/(\w+)\/regenerate$/, withConversation(regenerate)],
  ...usageRoutes,
];

function withConversation(handler: (exchange: Exchange, found: Conversation) => void): Handler {
  return (exchange) => {
    const found = conversations.get(exchange.id);
    if (found) handler(exchange, found);
    else problem(exchange.response, 404, "CONVERSATION_NOT_FOUND", "There is no such conversation.");
  };
}

function send({ request, response, body }: Exchange): void {
  const key = request.headers["idempotency-key"]?.toString();
  const earlier = turnByKey(key);
  if (earlier) return follow(earlier, 0, response);
  const text = String(body["message"] ?? "");
  if (text.trim() === "" || text.length > 100_000) return problem(response, 400, "VALIDATION_ERROR", "The message must have 1 to 100,000 characters.");
  if (text === "refuse this") return problem(response, 400, "CONTENT_FILTERED", "This message was refused by a guardrail.");
  const given = body["conversation_id"];
  const conversation = given === undefined ? addConversation("") : conversations.get(String(given));
  if (!conversation) return problem(response, 404, "CONVERSATION_NOT_FOUND", "There is no such conversation.");
  if (conversation.running_turn_id) return problem(response, 409, "TURN_IN_PROGRESS", "An answer is already being written.");
  if (!remember(conversation, body)) return problem(response, 400, "VALIDATION_ERROR", "There is no such persona.");
  const question = addMessage(conversation, "", { role: "user", content: text, status: "complete" });
  follow(startTurn(conversation, question, ...chosen(body), { key }), 0, response);
}

function resume({ request, response, search, id }: Exchange): void {
  const turn = turnOf(id);
  if (!turn) return problem(response, 404, "NOT_FOUND", "There is no such turn.");
  follow(turn, Number(request.headers["last-event-id"] ?? search.get("after") ?? 0), response);
}

function regenerate({ response, body }: Exchange, conversation: Conversation): void {
  if (conversation.running_turn_id) return problem(response, 409, "TURN_IN_PROGRESS", "An answer is already being written.");
  const path = paths.get(conversation.id) ?? [];
  const at = path.findLastIndex((message) => message.role === "user" && (body["message_id"] ?? message.id) === message.id);
  const question = path[at];
  if (!question) return problem(response, 404, "NOT_FOUND", "There is no such message.");
  path.splice(at + 1);
  follow(startTurn(conversation, question, ...chosen(body)), 0, response);
}

function chosen(body: Body): [provider: string, model: string] {
  return [String(body["provider"] ?? catalogue.default.provider), String(body["model"] ?? catalogue.default.model)];
}

function list({ response, search }: Exchange): void {
  const wanted = search.get("q")?.toLowerCase() ?? "";
  const found = [...conversations.values()]
    .filter((conversation) => conversation.title.toLowerCase().includes(wanted))
    .toSorted((a, b) => Number(b.pinned) - Number(a.pinned) || b.updated_at.localeCompare(a.updated_at));
  json(response, 200, page(found, search, 50));
}

function messages({ response, search }: Exchange, { id }: Conversation): void {
  const path = paths.get(id) ?? [];
  json(response, 200, page(search.get("order") === "desc" ? path.toReversed() : path, search, 100));
}

function patch({ response, body }: Exchange, conversation: Conversation): void {
  if (typeof body["title"] === "string") conversation.title = body["title"];
  if (typeof body["pinned"] === "boolean") conversation.pinned = body["pinned"];
  json(response, 200, conversation);
}

function remove({ response }: Exchange, { id, running_turn_id }: Conversation): void {
  stopTurn(running_turn_id);
  conversations.delete(id);
  paths.delete(id);
  response.writeHead(204).end();
}

function stop({ response }: Exchange, { running_turn_id }: Conversation): void {
  stopTurn(running_turn_id);
  response.writeHead(204).end();
}
