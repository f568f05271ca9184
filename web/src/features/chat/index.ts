export { ChatPanel } from "./components/ChatPanel";
export { useActiveConversations, useTurns } from "./hooks/TurnsContext";
export { TurnsProvider, type TurnsEvents } from "./TurnsProvider";
