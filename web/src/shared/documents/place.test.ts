import { expect, test } from "vitest";
import { sectionBelow } from "./place";

test.each([
  ["Sockets", "Sockets", ""],
  ["Sockets", "Sockets › Closing › Codes", "Closing › Codes"],
  ["Sockets", "Closing", "Closing"],
  ["Sock", "Sockets › Closing", "Sockets › Closing"],
  ["Sockets", null, ""],
  ["Sockets", undefined, ""],
])("in %s, %s is told as %j", (title, section, told) => expect(sectionBelow(title, section)).toBe(told));
