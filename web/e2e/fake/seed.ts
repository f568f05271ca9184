import { sampler } from "./sample.ts";
import { addConversation, addMessage, conversations } from "./store.ts";
import { addUsage } from "./usage.ts";

const DAY = 86_400_000;

/** A sidebar with every group, one long history and one interrupted answer, to look at. */
export function seed(): void {
  const ago = (days: number) => new Date(Date.now() - days * DAY).toISOString();
  const stream = addConversation("Reading a stream safely", ago(0.01));
  addMessage(stream, "turn_seed1", { role: "user", content: "How do I read a server-sent stream without losing tokens?", status: "complete" });
  const answer = addMessage(stream, "turn_seed1", { role: "assistant", content: sampler, status: "complete" });
  Object.assign(answer, { provider: "openai", model: "gpt-5-mini", cost: 0.0042, tokens_used: { prompt: 18, completion: 402, total: 420 } });
  addMessage(stream, "turn_seed2", { role: "user", content: "And when the server restarts?", status: "complete" });
  const broken = addMessage(stream, "turn_seed2", { role: "assistant", content: "Then the turn is marked as interrupted, and", status: "interrupted" });
  Object.assign(broken, { provider: "openai", model: "gpt-5-mini" });

  addConversation("Holiday plan for the Baltic Sea", ago(2)).pinned = true;
  addConversation("Release notes for October", ago(1));
  addConversation("Explain B-trees like I am five", ago(4));
  addConversation("Übersetzung eines Mietvertrags mit vielen Klauseln und Anhängen", ago(5));
  addConversation("Unit tests for the parser", ago(20));

  addUsage([...conversations.keys()]);
  const long = addConversation("A very long history", ago(0.02));
  for (let at = 1; at <= 300; at++) {
    addMessage(long, `turn_long${at}`, { role: "user", content: `Question ${at}`, status: "complete" });
    addMessage(long, `turn_long${at}`, { role: "assistant", content: `Answer ${at}.\n\n${"A line of text that wraps. ".repeat(at % 7)}`, status: "complete" });
  }
}
