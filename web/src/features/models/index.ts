export { ModelPicker } from "./components/ModelPicker";
export { OfflineBanner } from "./components/OfflineBanner";
export { useModels } from "./hooks/useModels";
