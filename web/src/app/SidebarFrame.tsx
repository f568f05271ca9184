import { BookOpen, ChartColumn, Keyboard, Library, PanelLeftClose, Settings, ShieldCheck } from "lucide-react";
import { Link } from "wouter";
import { useCatalogue } from "@/shared/i18n";
import { useIdentity } from "@/shared/identity";
import { IconButton, Logo } from "@/shared/ui";
import { AccountMenu } from "./AccountMenu";
import { sectionsOf } from "./navigation";

export function SidebarHeader({ onHide }: { onHide(): void }) {
  const m = useCatalogue();
  return (
    <div className="flex h-14 items-center justify-between ps-5 pe-3">
      <Link href="/" className="flex items-center gap-2 rounded-md">
        <Logo size={26} />
        <span className="display text-xl">Parley</span>
      </Link>
      <IconButton icon={PanelLeftClose} label={m.sidebar.hide} onClick={onHide} />
    </div>
  );
}

interface FooterProps {
  onSettings(): void;
  onShortcuts(): void;
  /** A page was chosen: a drawer closes then. */
  onNavigate(): void;
}

export function SidebarFooter({ onSettings, onShortcuts, onNavigate }: FooterProps) {
  const m = useCatalogue();
  const { me } = useIdentity();
  const accounts = me.mode === "accounts";
  const [section] = sectionsOf(me);
  return (
    <div className="border-t border-line px-3 py-2">
      <Link className="footer-button mb-1 text-ink" href="/knowledge" onClick={onNavigate}>
        <Library aria-hidden size={18} strokeWidth={1.75} className="shrink-0 text-accent" />
        {m.documents.knowledge}
      </Link>
      {accounts && <AccountMenu onNavigate={onNavigate} />}
      <div className="flex items-center gap-1">
        <button type="button" className="footer-button flex-1" onClick={onSettings}>
          <Settings aria-hidden size={17} strokeWidth={1.75} />
          {m.sidebar.settings}
        </button>
        <IconButton icon={Keyboard} label={m.sidebar.shortcuts} onClick={onShortcuts} className="max-md:hidden" />
        <Link className="footer-button" href="/usage" onClick={onNavigate} aria-label={m.sidebar.usage} title={m.sidebar.usage}>
          <ChartColumn aria-hidden size={17} strokeWidth={1.75} />
        </Link>
        {!accounts && section && (
          <Link className="footer-button" href={`/admin/${section}`} onClick={onNavigate} aria-label={m.menu.administration} title={m.menu.administration}>
            <ShieldCheck aria-hidden size={17} strokeWidth={1.75} />
          </Link>
        )}
        <a className="footer-button" href="/docs" target="_blank" rel="noopener" aria-label={m.sidebar.reference} title={m.sidebar.reference}>
          <BookOpen aria-hidden size={17} strokeWidth={1.75} />
        </a>
      </div>
    </div>
  );
}
