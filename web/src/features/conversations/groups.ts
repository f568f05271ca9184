import type { Conversation } from "./api";

export const groupNames = ["pinned", "today", "yesterday", "week", "older"] as const;

export type GroupName = (typeof groupNames)[number];

export interface ConversationGroup {
  name: GroupName;
  conversations: Conversation[];
}

const DAY = 86_400_000;

/** By the reader's own calendar days, the pinned ones first. Groups without a conversation are left out. */
export function groupConversations(conversations: Conversation[], now: Date): ConversationGroup[] {
  return groupNames
    .map((name) => ({ name, conversations: conversations.filter((one) => groupOf(one, now) === name) }))
    .filter((group) => group.conversations.length > 0);
}

function groupOf({ pinned, updated_at }: Conversation, now: Date): GroupName {
  if (pinned) return "pinned";
  // Rounded, because a day on which the clocks change has 23 or 25 hours.
  const days = Math.round((midnight(now) - midnight(new Date(updated_at))) / DAY);
  if (days <= 0) return "today";
  if (days === 1) return "yesterday";
  return days <= 7 ? "week" : "older";
}

function midnight(time: Date): number {
  return new Date(time.getFullYear(), time.getMonth(), time.getDate()).getTime();
}
