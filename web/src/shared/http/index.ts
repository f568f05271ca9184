export { query, send, sendJson, type Call } from "./client";
export {
  BUDGET_EXCEEDED,
  CONNECTION_LOST,
  isRecord,
  localProblem,
  NETWORK_ERROR,
  ProblemError,
  problemOf,
  toProblem,
  type Problem,
} from "./problem";
