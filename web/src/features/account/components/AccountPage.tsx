import { useEffect } from "react";
import { rights, useIdentity } from "@/shared/identity";
import { Keys } from "@/shared/keys";
import { useTexts } from "../texts";
import { PasswordSection } from "./PasswordSection";
import { ProfileSection } from "./ProfileSection";
import { SessionsSection } from "./SessionsSection";

/** What is one's own: the name, the password, the sessions, the keys. */
export function AccountPage() {
  const t = useTexts();
  const { me } = useIdentity();
  const managesKeys = me.rights.includes("manage_keys");
  useEffect(() => {
    document.title = `${t.title} · Parley`;
  }, [t]);
  return (
    <div className="min-h-0 flex-1 overflow-y-auto">
      <div className="sheet">
        <h1 className="display text-2xl">{t.title}</h1>
        <ProfileSection />
        {me.has_password && <PasswordSection />}
        <SessionsSection />
        {managesKeys && <Keys user={null} grantable={rights.filter((right) => me.rights.includes(right))} />}
      </div>
    </div>
  );
}
