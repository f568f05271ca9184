import { useState } from "react";
import { SEARCH_FIELD } from "@/features/conversations";
import { useSession } from "@/shared/session";
import { useMediaQuery } from "./useMediaQuery";

/** On wide screens the sidebar stands beside the page and stays as it was left; on narrow ones it is a drawer. */
export function useSidebar() {
  const wide = useMediaQuery("(min-width: 768px)");
  const kept = useSession((session) => session.sidebarOpen);
  const set = useSession((session) => session.set);
  const [drawer, setDrawer] = useState(false);
  const visible = wide ? kept : drawer;
  const setVisible = (open: boolean) => (wide ? set({ sidebarOpen: open }) : setDrawer(open));
  return {
    wide,
    visible,
    setVisible,
    toggle: () => setVisible(!visible),
    closeDrawer: () => setDrawer(false),
    /** Shows it and puts the cursor into its search field. */
    show() {
      setVisible(true);
      requestAnimationFrame(() => document.getElementById(SEARCH_FIELD)?.focus());
    },
  };
}

export type SidebarState = ReturnType<typeof useSidebar>;
