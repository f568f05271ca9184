import { lazy } from "react";

export { PersonaPicker } from "./components/PersonaPicker";
export { chosenPersona, personaBegun, personaHasModel, useEffectivePersona } from "./hooks/usePersonas";

/** The editor, loaded when somebody goes there. */
export const PersonasPage = lazy(() => import("./editor/PersonasPage"));
