export { TurnsProvider, type TurnsEvents } from "./TurnsProvider";
export { ChatPanel } from "./components/ChatPanel";
export { claimDrafts, clearDrafts } from "./drafts";
export { useActiveConversations, useTurns } from "./hooks/TurnsContext";
