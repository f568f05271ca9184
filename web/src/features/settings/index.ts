export { SettingsDialog } from "./components/SettingsDialog";
export { ShortcutsDialog } from "./components/ShortcutsDialog";
export { useTheme } from "./useTheme";
