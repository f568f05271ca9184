import { CONNECTION_LOST } from "@/shared/http";
import type { KnowledgeChoice, ModelChoice, PersonaChoice } from "@/shared/session";
import { openRegenerate, openTurn, resumeTurn, stopTurn } from "../api";
import { useDrafts } from "../drafts";
import type { Message, TurnIds } from "../types";
import { type Course, courseOf, uneventful } from "./course";
import { followTurn } from "./follow";
import { isActive, type Turn, visibleText } from "./turn";
import { createTurnStore, NEW_CHAT } from "./turnStore";

/** What the turns tell the rest of the page. */
export interface TurnsHost {
  /** The model to ask for; null leaves the choice to the server. */
  chosenModel(conversationId: string | null): ModelChoice | null;
  /** Who shall answer; null leaves it to the conversation. */
  chosenPersona(conversationId: string | null): PersonaChoice | null;
  /** What the answer shall rest on; null leaves it to the persona, or to how the message was answered before. */
  chosenKnowledge(conversationId: string | null): KnowledgeChoice | null;
  /** The server has accepted the turn; `created` when it made the conversation for it. */
  onOpened(ids: TurnIds, created: boolean): void;
  /** The turn has ended with its last event. */
  onSettled(conversationId: string, turn: Turn): void;
  /** What the page knows may be wrong: load it anew. Resolves when done. */
  onUncertain(conversationId: string): Promise<void>;
}

type Open = (signal: AbortSignal) => Promise<Response>;

/** Runs the turns of this page: sends, follows, stops and settles them. One per page. */
export function createTurns(host: TurnsHost) {
  const store = createTurnStore();
  const aborts = new Map<string, AbortController>();
  const courses = new Map<string, Course>();
  /** Turns that ended in an error here: not to be picked up again, even should the server still list them as running. */
  const gone = new Set<string>();

  async function run(startKey: string, open: Open, ids: TurnIds | null) {
    const abort = new AbortController();
    aborts.set(startKey, abort);
    const onOpened = (opened: TurnIds) => accept(startKey, opened, ids !== null);
    const key = await followTurn({ store, key: startKey, open, ids, signal: abort.signal, onOpened });
    if (aborts.get(key) === abort) aborts.delete(key);
    if (!abort.signal.aborted) await finish(key);
  }

  function accept(startKey: string, ids: TurnIds, attached: boolean): string {
    if (attached) return startKey;
    const key = ids.conversationId;
    const abort = aborts.get(startKey);
    if (abort && key !== startKey) {
      aborts.delete(startKey);
      aborts.set(key, abort);
    }
    store.move(startKey, key);
    store.dispatch(key, { type: "opened", ids });
    useDrafts.getState().delivered(startKey);
    host.onOpened(ids, startKey === NEW_CHAT);
    if (store.get(key)?.stopping) void stop(key);
    return key;
  }

  async function finish(key: string) {
    const turn = store.get(key);
    if (!turn || isActive(turn)) return;
    if (!turn.ids) return turnBack(key, turn);
    courses.set(turn.ids.answerId, courseOf(turn));
    if (turn.error?.code === CONNECTION_LOST) return;
    host.onSettled(key, turn);
    if (turn.error) {
      gone.add(turn.ids.turnId);
      await host.onUncertain(key);
    }
    if (store.get(key) === turn) store.remove(key);
  }

  /** A refused message goes back to its writer. One that got no answer stays, to be sent again under the same key. */
  function turnBack(key: string, turn: Turn) {
    const status = turn.error?.status ?? 0;
    if (turn.question && (status < 400 || status >= 500)) return;
    useDrafts.getState().takeBack(key);
    store.dispatch(key, { type: "returned" });
    if (key !== NEW_CHAT) void host.onUncertain(key);
  }

  function deliver(key: string) {
    const outgoing = useDrafts.getState().outbox[key];
    if (!outgoing || isBusy(key)) return;
    const question = { id: outgoing.idempotencyKey, text: outgoing.text, at: new Date().toISOString() };
    store.dispatch(key, { type: "start", question, replaces: null, queued: !navigator.onLine });
    const conversationId = key === NEW_CHAT ? null : key;
    void run(key, (signal) => openTurn({ ...outgoing, conversationId }, signal), null);
  }

  /** Replays a turn from its start and goes on live; what is known of it stays visible meanwhile. */
  function pickUp(ids: TurnIds, stored: string, question: Turn["question"]) {
    store.dispatch(ids.conversationId, { type: "pickUp", ids, stored, question });
    void run(ids.conversationId, (signal) => resumeTurn(ids.turnId, 0, signal), ids);
  }

  function isBusy(key: string): boolean {
    const turn = store.get(key);
    return turn !== null && isActive(turn);
  }

  async function stop(key: string) {
    const turn = store.get(key);
    if (!turn || !isActive(turn)) return;
    // A request under way is stopped as soon as the server has named it; one that waits was never sent.
    if (!turn.ids && turn.phase !== "sending") return withdraw(key);
    store.dispatch(key, { type: "stopping", stopping: true });
    if (!turn.ids) return;
    await stopTurn(turn.ids.conversationId).catch(() => store.dispatch(key, { type: "stopping", stopping: false }));
  }

  function withdraw(key: string) {
    aborts.get(key)?.abort();
    useDrafts.getState().takeBack(key);
    store.remove(key);
  }

  function chosen(key: string) {
    const conversationId = key === NEW_CHAT ? null : key;
    return { model: host.chosenModel(conversationId), persona: host.chosenPersona(conversationId), knowledge: host.chosenKnowledge(conversationId) };
  }

  return {
    store,
    stop,
    courseFor: (answerId: string): Course => courses.get(answerId) ?? uneventful,

    send(key: string, text: string) {
      if (isBusy(key)) return;
      useDrafts.getState().send(key, { text, ...chosen(key), idempotencyKey: newKey() });
      deliver(key);
    },

    /** Sends again what got no answer; the server recognises it if it had arrived after all. */
    resend: deliver,

    /** What was on its way when the page was left. */
    resendAll: () => Object.keys(useDrafts.getState().outbox).forEach(deliver),

    regenerate(answer: Message) {
      const { conversation_id: key, parent_id: questionId } = answer;
      if (isBusy(key)) return;
      store.dispatch(key, { type: "start", question: null, replaces: answer.id, queued: !navigator.onLine });
      const request = { conversationId: key, questionId, ...chosen(key), idempotencyKey: newKey() };
      void run(key, (signal) => openRegenerate(request, signal), null);
    },

    /** Follows an answer that runs on the server. */
    attach({ conversation_id: conversationId, turn_id: turnId, parent_id: questionId, id, content }: Message) {
      if (!turnId || gone.has(turnId) || store.get(conversationId)) return;
      pickUp({ conversationId, turnId, questionId: questionId ?? "", answerId: id }, content, null);
    },

    /** Tries a lost connection again. */
    reattach(key: string) {
      const turn = store.get(key);
      if (turn?.ids && !isActive(turn)) pickUp(turn.ids, visibleText(turn), turn.question);
    },

    dismiss: (key: string) => store.remove(key),

    /** The conversation was deleted. */
    forget(key: string) {
      aborts.get(key)?.abort();
      aborts.delete(key);
      store.remove(key);
      useDrafts.getState().forget(key);
    },
  };
}

/** `randomUUID` exists on secure origins only; a server in the local network often is not one. */
function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

export type Turns = ReturnType<typeof createTurns>;
