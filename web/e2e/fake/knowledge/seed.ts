import { addCollection, addDocument } from "./store.ts";

const protocol = `# The WebSocket protocol

How a client talks with the server over one line.

## Opening

The socket is opened at the address of the API. The first frame carries the credentials, and the server answers with a frame that names the session.

## Closing

The WebSocket uses the close code 4001 when a client is unauthorised. A client that gets it signs in again before it opens another socket.

The close code 4008 means that a client was too slow. What it missed is sent again when it comes back.

## Heartbeats

Every fifteen seconds the server sends a heartbeat. A client that hears nothing for three of them takes the line for dead.
`;

const travel = `# Travel policy

Trains come first. Flights are for journeys that would take more than eight hours by train.\fExpenses

Receipts are handed in within thirty days. The daily allowance for meals is 32 euros.\fApproval

Journeys abroad are approved by the head of the department, and those of more than ten days by two of them.`;

/** Something to look at, and to ask about. */
export function seedKnowledge(): void {
  const handbook = addCollection({ name: "Handbook", description: "How we work, and how our programs talk with one another.", sharing: "tenant" });
  addDocument(handbook.id, "protocol.md", protocol);
  addDocument(handbook.id, "travel-policy.pdf", travel);
  addDocument(handbook.id, "scan-of-a-letter.pdf", "");
  const long = addCollection({ name: "Logs", description: "A long one." });
  addDocument(long.id, "long.txt", Array.from({ length: 6000 }, (_, at) => `${at % 500 === 0 ? `\n# Chapter ${at / 500 + 1}\n` : ""}Line ${at} of a text that is longer than one part.`).join("\n"));
  for (let at = 1; at <= 70; at++) addDocument(long.id, `note-${String(at).padStart(2, "0")}.md`, `# Note ${at}\n\nA short note.`);
}
