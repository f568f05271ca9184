export { query, send, sendJson, type Call } from "./client";
export {
  AUTHENTICATION_ERROR,
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
export { renewSession, renewWith, type Renew } from "./renewal";
export { type NamedFile, type Upload, uploadJson } from "./upload";

/** A part of a list, and where in it the part is. */
export interface Page<T> {
  data: T[];
  pagination: { total: number; limit: number; offset: number; has_more: boolean };
}
