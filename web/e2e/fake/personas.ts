import { type Body, type Exchange, type Handler, json, page, problem } from "./http.ts";
import { type Conversation, now } from "./store.ts";

interface Persona {
  id: string;
  version: number;
  active: boolean;
  built_in: boolean;
  restored_from: number | null;
  created_at: string | null;
  display_name: string;
  prompt: { text?: string; role?: string; guidelines?: string[] };
  variables: { name: string; default?: string | null; required: boolean }[];
  examples: { user: string; assistant: string }[];
}

/** Every version of each, oldest first. */
const personas = new Map<string, Persona[]>();

for (const [id, display_name, variables] of [
  ["customer-support", "Customer support", [{ name: "company", description: "Whose customers are answered.", default: "our company", required: false }]],
  ["code-reviewer", "Code reviewer", []],
  ["data-analyst", "Data analyst", []],
  ["document-qa", "Questions about documents", []],
] as const) {
  const prompt = { role: variables.length > 0 ? "You answer the customers of {{company}}." : `You are a ${display_name.toLowerCase()}.`, guidelines: ["Be brief"] };
  personas.set(id, [make(id, 1, { display_name, prompt, variables, description: `${display_name}, ready to use.` }, true)]);
}

export const personaRoutes: [string, RegExp, Handler][] = [
  ["GET", /^\/personas$/, ({ response, search }) => json(response, 200, page([...personas.values()].map((versions) => newest(versions)), search, 100))],
  ["POST", /^\/personas$/, create],
  ["POST", /^\/personas\/preview$/, preview],
  ["GET", /^\/personas\/([\w-]+)$/, withPersona(({ response }, versions) => json(response, 200, newest(versions)))],
  ["PUT", /^\/personas\/([\w-]+)$/, withPersona(change)],
  ["DELETE", /^\/personas\/([\w-]+)$/, withPersona(({ response, id }) => {
    personas.delete(id);
    response.writeHead(204).end();
  })],
  ["GET", /^\/personas\/([\w-]+)\/versions$/, withPersona(({ response, search }, versions) => json(response, 200, page(marked(versions).toReversed(), search, 20)))],
  ["POST", /^\/personas\/([\w-]+)\/versions\/(\d+)\/restore$/, withPersona(restore)],
];

/** Keeps who answers a conversation; false when there is no such persona. */
export function remember(conversation: Conversation, body: Body): boolean {
  if (body["persona"] === undefined) return true;
  const asked = String(body["persona"]);
  conversation.persona = asked === "none" ? null : asked;
  return asked === "none" || personas.has(asked.split("@")[0] ?? "");
}

function create({ response, body }: Exchange): void {
  const id = String(body["id"] ?? "");
  const errors = check(body);
  if (id === "") errors["id"] = ["Give an id."];
  if (Object.keys(errors).length > 0) return invalid(response, errors);
  if (personas.has(id)) return problem(response, 409, "CONFLICT", `You have a persona named '${id}' already. Choose another name.`);
  personas.set(id, [make(id, 1, body)]);
  json(response, 201, newest(personas.get(id) ?? []));
}

function change({ response, body, id }: Exchange, versions: Persona[]): void {
  const errors = check(body);
  if (Object.keys(errors).length > 0) return invalid(response, errors);
  if (body["version"] !== versions.length) {
    return problem(response, 409, "CONFLICT", `The persona was changed meanwhile; its newest version is ${versions.length}. Load it, and make your change again.`);
  }
  versions.push(make(id, versions.length + 1, body));
  json(response, 200, newest(versions));
}

function restore({ response, id, part }: Exchange, versions: Persona[]): void {
  const old = versions[Number(part) - 1];
  if (!old) return problem(response, 404, "NOT_FOUND", "There is no such persona.");
  versions.push({ ...make(id, versions.length + 1, { ...old }), restored_from: old.version });
  json(response, 200, newest(versions));
}

function preview({ response, body }: Exchange): void {
  const { prompt, variables, examples } = body as unknown as Persona;
  const values = (body["values"] ?? {}) as Record<string, string>;
  const source = prompt.text ?? [prompt.role, ...(prompt.guidelines ?? []).map((entry) => `- ${entry}`)].join("\n");
  const errors: Record<string, string[]> = {};
  const fill = (text: string) =>
    text.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => {
      const variable = variables.find((one) => one.name === name);
      const value = values[name] ?? variable?.default;
      if (!variable) errors["prompt.role"] = [`'${name}' is not declared. Declare it as a variable, or correct its name.`];
      else if (value === undefined || value === null) errors[`values.${name}`] = ["A value is needed."];
      return value ?? "";
    });
  const text = fill(source);
  if (Object.keys(errors).length > 0) return invalid(response, errors);
  json(response, 200, { text, examples, tokens: text.split(/\s+/).length, exact: true, model: "gpt-4o" });
}

function check(body: Body): Record<string, string[]> {
  const prompt = (body["prompt"] ?? {}) as Persona["prompt"];
  return {
    ...(body["display_name"] ? {} : { display_name: ["A name is needed."] }),
    ...(prompt.role || prompt.text ? {} : { "prompt.role": ["Say who the assistant is, or give the whole prompt as a text."] }),
  };
}

function invalid(response: Exchange["response"], errors: Record<string, string[]>): void {
  const detail = Object.entries(errors).map(([field, messages]) => `${field}: ${messages.join(" ")}`).join(" ");
  json(response, 400, { title: "The request is not valid", status: 400, detail, code: "VALIDATION_ERROR", retryable: false, errors });
}

function withPersona(handler: (exchange: Exchange, versions: Persona[]) => void): Handler {
  return (exchange) => {
    const versions = personas.get(exchange.id);
    if (versions) handler(exchange, versions);
    else problem(exchange.response, 404, "NOT_FOUND", "There is no such persona.");
  };
}

function make(id: string, version: number, definition: object, built_in = false): Persona {
  const created_at = built_in ? null : now();
  return { allow_model_override: true, variables: [], examples: [], ...definition, id, version, active: true, built_in, restored_from: null, created_at } as unknown as Persona;
}

const marked = (versions: Persona[]) => versions.map((one, at) => ({ ...one, active: at === versions.length - 1 }));

function newest(versions: Persona[]): Persona | undefined {
  return marked(versions).at(-1);
}
