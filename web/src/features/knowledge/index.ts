import { lazy } from "react";

export { chosenKnowledge, forgetKnowledge, knowledgeBegun } from "./choice";
export { KnowledgePicker } from "./picker/KnowledgePicker";

/** Collections, documents and search: loaded when somebody goes there. */
export const KnowledgePage = lazy(() => import("./KnowledgePage"));
