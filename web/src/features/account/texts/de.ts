import { moment } from "@/shared/i18n";
import type { Texts } from "./en";

const at = (time: string) => moment("de", Date.parse(time));

export const de: Texts = {
  title: "Konto",
  roles: { owner: "Inhaberin oder Inhaber", admin: "Verwaltung", member: "Mitglied", viewer: "Nur lesen", service: "Dienstkonto" },
  profile: { title: "Profil", name: "Name", email: "E-Mail", tenant: "Organisation", role: "Rolle" },
  password: {
    title: "Passwort",
    hint: "Ein neues Passwort beendet deine Sitzungen überall sonst.",
    current: "Bisheriges Passwort",
    next: "Neues Passwort",
    atLeast: (length) => `Mindestens ${length} Zeichen. Ein paar Wörter, die du dir merkst, sind besser als eines, das du vergisst.`,
    change: "Passwort ändern",
    changed: "Das Passwort wurde geändert.",
  },
  sessions: {
    title: "Wo du angemeldet bist",
    hint: "Beende, was du nicht kennst oder nicht mehr brauchst. Es wirkt sofort.",
    unknown: "Unbekanntes Gerät",
    current: "diese hier",
    methods: { password: "mit Passwort", oidc: "über den Anbieter", link: "über einen Link" },
    seen: (time) => `zuletzt gesehen ${at(time)}`,
    end: "Abmelden",
    endOf: (device, time) => `${device} abmelden, zuletzt gesehen ${at(time)}`,
    ended: "Abgemeldet.",
    endOthers: "Alle anderen abmelden",
    everywhere: "Überall abmelden",
    everywhereTitle: "Überall abmelden?",
    everywhereHint: "Alle deine Sitzungen enden, auch diese. Schlüssel gelten weiter.",
  },
};
