export { useSession, type ModelChoice, type Theme } from "./session";
