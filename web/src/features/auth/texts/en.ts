export const en = {
  fields: { email: "E-mail", password: "Password", name: "Your name", tenant_name: "Name of your organisation" },
  againIn: (seconds: number) => `You can try again in ${duration(seconds)}.`,
  signIn: {
    title: "Sign in",
    goOn: "After that you go on where you were. What you have written is kept.",
    pending: "Signing in…",
    or: "or",
    forgotten: "Forgotten your password? An administrator can make you a link for a new one.",
    toPage: "Go to Parley",
  },
  setup: {
    needed: "Parley has no owner yet",
    neededHint: "Open the link that the server has printed in its terminal. It works once. A new one comes with the next start, or with this command:",
  },
  sso: {
    with: (name: string) => `Continue with ${name}`,
    failed: "Single sign-on did not work. Try again; if it stays like this, ask an administrator.",
    errors: {
      access_denied: "The sign-in was cancelled, or the provider refused it.",
      expired: "That took too long. Begin the sign-in once more.",
      invalid: "The provider's answer does not fit what was asked. Begin the sign-in once more.",
      not_allowed: "This account has no access here. Ask an administrator.",
      email_taken: "There is an account with this e-mail address already. Sign in with its password, or ask an administrator.",
      email_missing: "The provider does not tell your e-mail address, and without it there is no account. Ask an administrator.",
      provider_unavailable: "The sign-in provider cannot be reached. Try again in a while.",
    } as Record<string, string>,
  },
  links: {
    opening: "Opening the link",
    gone: "This link does not work any more",
    goneHint: "It was used already, has run out, or was not copied as a whole. Ask for a new one.",
    changed: "Your e-mail address was changed",
    changedHint: "From now on you sign in with the new one.",
    replaces: "Somebody is signed in in this browser. Going on signs them out here.",
    atLeast: (length: number) => `At least ${length} characters. A few words you can remember are better than one you cannot.`,
    tenantHint: "Can be changed later.",
    titles: {
      owner_setup: () => "Welcome to Parley",
      invitation: (tenant: string | null) => (tenant ? `Join ${tenant}` : "You are invited to Parley"),
      password_reset: () => "Choose a new password",
      email_change: () => "Confirm your new e-mail address",
    },
    hints: {
      owner_setup: () => "You become the owner of this installation: you can invite others and decide what they may do.",
      invitation: () => "Tell who you are, and choose a password to sign in with.",
      password_reset: () => "All your sessions elsewhere end with it.",
      email_change: (email: string | null) => `From then on you sign in with ${email ?? "it"}.`,
    },
    actions: { owner_setup: "Create the owner", invitation: "Join", password_reset: "Set the password", email_change: "Confirm" },
  },
};

function duration(seconds: number): string {
  if (seconds < 90) return `${seconds} s`;
  return `${Math.ceil(seconds / 60)} min`;
}

export type Texts = typeof en;
