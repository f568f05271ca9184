export { ModelPicker } from "./components/ModelPicker";
export type { LastModel } from "./choice";
export { DegradationBanner } from "./components/DegradationBanner";
export { FallbackChain } from "./components/FallbackChain";
export { OfflineBanner } from "./components/OfflineBanner";
export { chosenModel, noteService, useModels } from "./hooks/useModels";
