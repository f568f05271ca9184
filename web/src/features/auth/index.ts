export { AuthGate } from "./components/AuthGate";
