// The official client, unmodified, against the address given first; does what is named second and fails by its exit code.
import assert from "node:assert/strict";
import OpenAI from "openai";

const [baseURL, scenario] = process.argv.slice(2);
const client = new OpenAI({ baseURL, apiKey: "any-key", maxRetries: 0 });
const hello = [{ role: "user", content: "Hello" }];

const weather = {
  type: "function",
  function: {
    name: "get_weather",
    description: "Tells the weather.",
    parameters: { type: "object", properties: { city: { type: "string" } }, required: ["city"] },
  },
};

const replySchema = {
  type: "json_schema",
  json_schema: {
    name: "reply",
    strict: true,
    schema: { type: "object", properties: { answer: { type: "string" } }, required: ["answer"], additionalProperties: false },
  },
};

async function collect(stream) {
  const chunks = [];
  for await (const chunk of stream) chunks.push(chunk);
  return chunks;
}

const textOf = (chunks) => chunks.map((chunk) => chunk.choices[0]?.delta?.content ?? "").join("");

const scenarios = {
  async chat() {
    const answer = await client.chat.completions.create({ model: "openai/ok-6x0", messages: hello });
    assert.equal(answer.choices[0].message.content, "The quick model answers in short");
    assert.equal(answer.choices[0].finish_reason, "stop");
    assert.equal(answer.usage.completion_tokens, 6);
    assert.match(answer._request_id, /^req_/);
  },

  async stream() {
    const chunks = await collect(
      await client.chat.completions.create({ model: "ok-6x0", messages: hello, stream: true, stream_options: { include_usage: true } }),
    );
    assert.equal(textOf(chunks), "The quick model answers in short");
    assert.equal(chunks.at(-2).choices[0].finish_reason, "stop");
    assert.equal(chunks.at(-1).usage.completion_tokens, 6);
  },

  // The client's own reader of streams puts the pieces together and checks them.
  async streamHelper() {
    const answer = await client.chat.completions.stream({ model: "ok-6x0", messages: hello }).finalChatCompletion();
    assert.equal(answer.choices[0].message.content, "The quick model answers in short");
    assert.equal(answer.choices[0].finish_reason, "stop");
  },

  async tools() {
    const messages = [{ role: "user", content: "The weather in Paris?" }];
    const first = await client.chat.completions.create({ model: "tool", messages, tools: [weather], tool_choice: "auto" });
    const [call] = first.choices[0].message.tool_calls;
    assert.equal(first.choices[0].finish_reason, "tool_calls");
    assert.equal(call.function.name, "get_weather");
    assert.deepEqual(JSON.parse(call.function.arguments), { city: "Paris" });

    messages.push(first.choices[0].message, { role: "tool", tool_call_id: call.id, content: "21 degrees" });
    const second = await client.chat.completions.create({ model: "ok-3x0", messages, tools: [weather] });
    assert.equal(second.choices[0].finish_reason, "stop");
    assert.equal(second.choices[0].message.content, "The quick model");
  },

  async streamedTools() {
    const answer = await client.chat.completions
      .stream({ model: "tool", messages: hello, tools: [weather] })
      .finalChatCompletion();
    const [call] = answer.choices[0].message.tool_calls;
    assert.equal(call.id, "call_fake1");
    assert.deepEqual(JSON.parse(call.function.arguments), { city: "Paris" });
  },

  // The client runs the tool and asks again, by itself.
  async runTools() {
    let asked;
    const tool = { type: "function", function: { ...weather.function, parse: JSON.parse, function: (input) => ((asked = input.city), "21 degrees") } };
    const runner = client.chat.completions.runTools({ model: "tool", messages: hello, tools: [tool] }, { maxChatCompletions: 2 });
    await runner.done().catch(() => {});
    assert.equal(asked, "Paris");
    assert.ok(runner.messages.some((message) => message.role === "tool" && message.content === "21 degrees"));
  },

  async jsonSchema() {
    const answer = await client.chat.completions.parse({ model: "json", messages: hello, response_format: replySchema });
    assert.equal(JSON.parse(answer.choices[0].message.content).answer, "fixed");
  },

  async models() {
    const ids = [];
    for await (const model of client.models.list()) ids.push(model.id);
    assert.ok(ids.includes("openai/gpt-4o") && ids.includes("offline/extractive-1"), ids.join());
    assert.equal((await client.models.retrieve("openai/gpt-4o")).owned_by, "openai");
  },

  // The client asks for base64 by itself and gives numbers.
  async embeddings() {
    const answer = await client.embeddings.create({ model: "text-embedding-3-small", input: ["red apple", "red apple", "fast train"], dimensions: 64 });
    const [one, same, other] = answer.data.map((item) => item.embedding);
    assert.equal(one.length, 64);
    assert.deepEqual([...one], [...same]);
    assert.notDeepEqual([...one], [...other]);
    assert.ok(answer.usage.prompt_tokens > 0);
  },

  async errors() {
    const ask = (body) => client.chat.completions.create({ messages: hello, ...body });
    await assert.rejects(ask({ model: "offline/none" }), (e) => e instanceof OpenAI.NotFoundError && e.code === "model_not_found" && e.param === "model");
    await assert.rejects(ask({ model: "ok-1x0", temperature: 9 }), (e) => e instanceof OpenAI.BadRequestError && e.param === "temperature");
    await assert.rejects(ask({ model: "ok-1x0", n: 3 }), (e) => e instanceof OpenAI.BadRequestError && e.code === "unsupported_parameter");
    await assert.rejects(ask({ model: "context" }), (e) => e instanceof OpenAI.BadRequestError && e.code === "context_length_exceeded");
    await assert.rejects(ask({ model: "fail-429-7" }), (e) => e instanceof OpenAI.RateLimitError && e.headers.get("retry-after") === "7");
    await assert.rejects(ask({ model: "fail-500", stream: true }), (e) => e instanceof OpenAI.InternalServerError && /^req_/.test(e.requestID));
    await assert.rejects(client.models.retrieve("offline/none"), OpenAI.NotFoundError);
    await assert.rejects(client.embeddings.create({ model: "offline/none", input: "x" }), OpenAI.NotFoundError);
  },

  async brokenStream() {
    for (const model of ["truncate-mid-3", "reset-mid-3", "error-mid-3", "malformed-3"]) {
      let text = "";
      await assert.rejects(async () => {
        for await (const chunk of await client.chat.completions.create({ model, messages: hello, stream: true })) {
          text += chunk.choices[0].delta.content ?? "";
          assert.equal(chunk.choices[0].finish_reason, null);
        }
      }, OpenAI.APIError);
      assert.equal(text, "The quick model");
    }
  },

  async abort() {
    const stream = await client.chat.completions.create({ model: "hang-mid-2", messages: hello, stream: true });
    for await (const chunk of stream) {
      if (chunk.choices[0].delta.content) break;
    }
    assert.ok(stream.controller.signal.aborted);
  },
};

await scenarios[scenario]();
