export { ModelPicker } from "./components/ModelPicker";
export { OfflineBanner } from "./components/OfflineBanner";
export { chosenModel, useModels } from "./hooks/useModels";
