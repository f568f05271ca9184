import { useEffect } from "react";
import { useSession } from "@/shared/session";

/** The colour that browsers give their own frame, by theme. */
const FRAME = { light: "#f4f7f5", dark: "#101817" };

/** Applies the chosen theme, and follows the system while that is the choice. */
export function useTheme() {
  const theme = useSession((session) => session.theme);
  useEffect(() => {
    const system = window.matchMedia("(prefers-color-scheme: dark)");
    const apply = () => {
      const dark = theme === "dark" || (theme === "system" && system.matches);
      const shown = dark ? "dark" : "light";
      document.documentElement.dataset["theme"] = shown;
      document.querySelector("meta[name=theme-color]")?.setAttribute("content", FRAME[shown]);
    };
    apply();
    system.addEventListener("change", apply);
    return () => system.removeEventListener("change", apply);
  }, [theme]);
}
