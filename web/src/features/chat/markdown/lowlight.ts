import { createLowlight } from "lowlight";

/** In a file of its own, so that the highlighter is loaded with the first code block and not before. */
export const lowlight = createLowlight();
