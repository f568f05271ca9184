import type { Texts } from "./en";

export const de: Texts = {
  fields: { email: "E-Mail", password: "Passwort", name: "Dein Name", tenant_name: "Name deiner Organisation" },
  againIn: (seconds) => `Du kannst es in ${seconds < 90 ? `${seconds} s` : `${Math.ceil(seconds / 60)} min`} wieder versuchen.`,
  signIn: {
    title: "Anmelden",
    goOn: "Danach geht es dort weiter, wo du warst. Was du geschrieben hast, bleibt erhalten.",
    pending: "Anmeldung läuft…",
    or: "oder",
    forgotten: "Passwort vergessen? Die Verwaltung kann dir einen Link für ein neues machen.",
    toPage: "Zu Parley",
  },
  setup: {
    needed: "Parley gehört noch niemandem",
    neededHint: "Öffne den Link, den der Server in seinem Terminal ausgegeben hat. Er gilt einmal. Einen neuen gibt es beim nächsten Start oder mit diesem Befehl:",
  },
  sso: {
    with: (name) => `Weiter mit ${name}`,
    failed: "Die Anmeldung über den Anbieter hat nicht geklappt. Versuche es noch einmal; bleibt es dabei, frage die Verwaltung.",
    errors: {
      access_denied: "Die Anmeldung wurde abgebrochen oder vom Anbieter abgelehnt.",
      expired: "Das hat zu lange gedauert. Beginne die Anmeldung noch einmal.",
      invalid: "Die Antwort des Anbieters passt nicht zur Frage. Beginne die Anmeldung noch einmal.",
      not_allowed: "Dieses Konto hat hier keinen Zugang. Frage die Verwaltung.",
      email_taken: "Zu dieser E-Mail-Adresse gibt es schon ein Konto. Melde dich mit dessen Passwort an oder frage die Verwaltung.",
      email_missing: "Der Anbieter nennt deine E-Mail-Adresse nicht, und ohne sie gibt es kein Konto. Frage die Verwaltung.",
      provider_unavailable: "Der Anmeldeanbieter ist nicht erreichbar. Versuche es in einer Weile noch einmal.",
    },
  },
  links: {
    opening: "Der Link wird geöffnet",
    gone: "Dieser Link gilt nicht mehr",
    goneHint: "Er wurde schon benutzt, ist abgelaufen oder nicht vollständig kopiert. Lass dir einen neuen geben.",
    changed: "Deine E-Mail-Adresse wurde geändert",
    changedHint: "Ab jetzt meldest du dich mit der neuen an.",
    replaces: "In diesem Browser ist jemand angemeldet. Wenn du weitermachst, wird diese Person hier abgemeldet.",
    atLeast: (length) => `Mindestens ${length} Zeichen. Ein paar Wörter, die du dir merkst, sind besser als eines, das du vergisst.`,
    tenantHint: "Lässt sich später ändern.",
    titles: {
      owner_setup: () => "Willkommen bei Parley",
      invitation: (tenant) => (tenant ? `${tenant} beitreten` : "Du bist zu Parley eingeladen"),
      password_reset: () => "Neues Passwort wählen",
      email_change: () => "Neue E-Mail-Adresse bestätigen",
    },
    hints: {
      owner_setup: () => "Diese Installation gehört dann dir: Du kannst andere einladen und bestimmen, was sie dürfen.",
      invitation: () => "Sag, wer du bist, und wähle ein Passwort zum Anmelden.",
      password_reset: () => "Alle deine anderen Sitzungen enden damit.",
      email_change: (email) => `Danach meldest du dich mit ${email ?? "ihr"} an.`,
    },
    actions: { owner_setup: "Installation übernehmen", invitation: "Beitreten", password_reset: "Passwort setzen", email_change: "Bestätigen" },
  },
};
