import { moment } from "@/shared/i18n";
import type { Role } from "@/shared/identity";

const at = (time: string) => moment("en", Date.parse(time));

export const en = {
  title: "Account",
  roles: { owner: "Owner", admin: "Administrator", member: "Member", viewer: "Reader", service: "Service account" } as Record<Role, string>,
  profile: { title: "Profile", name: "Name", email: "E-mail", tenant: "Organisation", role: "Role" },
  password: {
    title: "Password",
    hint: "A new password ends your sessions everywhere else.",
    current: "Current password",
    next: "New password",
    atLeast: (length: number) => `At least ${length} characters. A few words you can remember are better than one you cannot.`,
    change: "Change the password",
    changed: "The password was changed.",
  },
  sessions: {
    title: "Where you are signed in",
    hint: "End what you do not know or do not need any more. It takes effect at once.",
    unknown: "Unknown device",
    current: "this one",
    methods: { password: "by password", oidc: "by single sign-on", link: "by a link" } as Record<string, string>,
    seen: (time: string) => `last seen ${at(time)}`,
    end: "Sign out",
    endOf: (device: string, time: string) => `Sign out ${device}, last seen ${at(time)}`,
    ended: "Signed out.",
    endOthers: "Sign out all others",
    everywhere: "Sign out everywhere",
    everywhereTitle: "Sign out everywhere?",
    everywhereHint: "All your sessions end, this one too. Keys go on working.",
  },
};

export type Texts = typeof en;
