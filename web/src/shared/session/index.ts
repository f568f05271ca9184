export { useSession, type ModelChoice, type PersonaChoice, type Theme } from "./session";
