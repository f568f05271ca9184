import { expect, test } from "vitest";
import type { Conversation } from "./api";
import { groupConversations } from "./groups";

const now = new Date(2026, 2, 30, 9, 0);

function conversation(id: string, time: Date, pinned = false): Conversation {
  const at = time.toISOString();
  return { id, title: id, pinned, provider: null, model: null, running_turn_id: null, created_at: at, updated_at: at };
}

test("groups follow local midnights, not spans of 24 hours", () => {
  const groups = groupConversations(
    [
      conversation("just now", now),
      conversation("after midnight", new Date(2026, 2, 30, 0, 1)),
      conversation("before midnight", new Date(2026, 2, 29, 23, 59)),
      conversation("two days", new Date(2026, 2, 28, 12)),
      conversation("a week", new Date(2026, 2, 23, 0, 1)),
      conversation("over a week", new Date(2026, 2, 22, 23, 59)),
      conversation("pinned", new Date(2020, 0, 1), true),
      conversation("clock ahead", new Date(2026, 2, 31, 1)),
    ],
    now,
  );
  expect(groups.map(({ name, conversations }) => [name, conversations.map(({ id }) => id)])).toEqual([
    ["pinned", ["pinned"]],
    ["today", ["just now", "after midnight", "clock ahead"]],
    ["yesterday", ["before midnight"]],
    ["week", ["two days", "a week"]],
    ["older", ["over a week"]],
  ]);
});
