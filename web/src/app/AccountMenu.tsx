import { ChevronsUpDown, CircleUser, KeyRound, LogOut, type LucideIcon, ScrollText, ShieldCheck, Users, UsersRound } from "lucide-react";
import { useState } from "react";
import { useLocation } from "wouter";
import { useCatalogue } from "@/shared/i18n";
import { useIdentity } from "@/shared/identity";
import { Menu, type MenuEntry } from "@/shared/ui";
import { type SectionId, sectionsOf } from "./navigation";

const icons: Record<SectionId, LucideIcon> = { people: Users, groups: UsersRound, audit: ScrollText, tenants: ShieldCheck, providers: KeyRound };

/** Who is signed in, what of the house they may look after, and the way out. */
export function AccountMenu({ onNavigate }: { onNavigate(): void }) {
  const m = useCatalogue();
  const [, go] = useLocation();
  const { me, signOut } = useIdentity();
  const [failed, setFailed] = useState(false);
  const name = me.name || me.email || me.id;

  function visit(path: string) {
    onNavigate();
    go(path);
  }

  const account: MenuEntry = { icon: CircleUser, text: m.menu.account, onSelect: () => visit("/account") };
  const administration = sectionsOf(me).map((id): MenuEntry => ({ icon: icons[id], text: m.menu[id], onSelect: () => visit(`/admin/${id}`) }));
  const out: MenuEntry = { icon: LogOut, text: m.menu.signOut, onSelect: () => void signOut(false).catch(() => setFailed(true)) };
  return (
    <>
      <Menu
        trigger={
          <button type="button" className="footer-button mb-1 w-full text-ink">
            <CircleUser aria-hidden size={20} strokeWidth={1.75} className="shrink-0 text-accent" />
            <span className="min-w-0 flex-1 text-start leading-tight">
              <span className="sr-only">{m.menu.of} </span>
              <span className="block truncate font-medium">{name}</span>
              <span className="block truncate text-xs text-ink-soft">{me.tenant.name}</span>
            </span>
            <ChevronsUpDown aria-hidden size={15} className="shrink-0" />
          </button>
        }
        groups={[[account], administration, [out]]}
      />
      {failed && (
        <p role="alert" className="px-2 text-sm text-danger">
          {m.sidebar.actionFailed}
        </p>
      )}
    </>
  );
}
