export { knownConversation, refreshConversation } from "./cache";
export { Sidebar } from "./components/Sidebar";
export { SEARCH_FIELD } from "./components/SearchField";
export { useConversation } from "./hooks/useConversations";
