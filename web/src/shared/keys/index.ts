export { Keys } from "./Keys";
export { keyTexts } from "./texts";
