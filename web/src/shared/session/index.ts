export { useSession, type KnowledgeChoice, type ModelChoice, type PersonaChoice, type Theme } from "./session";
