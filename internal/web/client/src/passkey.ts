const decode = (text: string): ArrayBuffer => {
  const binary = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
  return Uint8Array.from(binary, (c) => c.charCodeAt(0)).buffer as ArrayBuffer;
};

const encode = (bytes: ArrayBuffer | null): string | undefined =>
  bytes === null
    ? undefined
    : btoa(String.fromCharCode(...new Uint8Array(bytes))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

type Json = Record<string, any>;

const withIds = (list: Json[] | undefined) => list?.map((item) => ({ ...item, id: decode(item["id"]) }));

/**
 * <bts-passkey action="register|sign-in" begin="URL" finish="URL" next="URL"> around a button and an
 * element with role=alert. POST begin answers with the options (as {"publicKey": …}, bytes as
 * base64url); POST finish takes the credential. Hidden where the browser knows no passkeys. A field named "label"
 * goes along as ?label=.
 */
class Passkey extends HTMLElement {
  connectedCallback(): void {
    if (!("PublicKeyCredential" in window)) return;
    this.hidden = false;
    this.querySelector("button")?.addEventListener("click", (event) => {
      event.preventDefault();
      void this.run();
    });
  }

  private async run(): Promise<void> {
    const button = this.querySelector("button");
    if (button) button.disabled = true;
    try {
      const options = await post(this.url("begin"), null);
      const registering = this.getAttribute("action") === "register";
      const credential = registering ? await create(options) : await get(options);
      await post(this.url("finish"), credential);
      location.assign(this.getAttribute("next") ?? "/");
    } catch (reason) {
      this.complain(reason);
    } finally {
      if (button) button.disabled = false;
    }
  }

  private url(name: string): string {
    const url = new URL(this.getAttribute(name) ?? "", location.href);
    const label = this.querySelector<HTMLInputElement>("input[name=label]")?.value;
    if (label) url.searchParams.set("label", label);
    return url.href;
  }

  private complain(reason: unknown): void {
    const alert = this.querySelector("[role=alert]");
    if (!alert) return;
    const stopped = reason instanceof DOMException && reason.name === "NotAllowedError";
    alert.textContent = stopped ? "No passkey was given. Try again, or use your password." : (reason as Error).message;
  }
}

async function post(url: string, body: Json | null): Promise<Json> {
  const answer = await fetch(url, {
    method: "POST",
    headers: { "Content-Type": "application/json", Accept: "application/json" },
    body: body && JSON.stringify(body),
  });
  const text = await answer.text();
  const json: Json = text.startsWith("{") ? JSON.parse(text) : {};
  if (!answer.ok) throw new Error(json["message"] ?? "The passkey was not accepted.");
  return json;
}

async function create(options: Json): Promise<Json> {
  const key = options["publicKey"];
  const publicKey = {
    ...key,
    challenge: decode(key.challenge),
    user: { ...key.user, id: decode(key.user.id) },
    excludeCredentials: withIds(key.excludeCredentials),
  };
  const made = (await navigator.credentials.create({ publicKey })) as PublicKeyCredential;
  const response = made.response as AuthenticatorAttestationResponse;
  return {
    ...common(made),
    response: {
      clientDataJSON: encode(response.clientDataJSON),
      attestationObject: encode(response.attestationObject),
      transports: response.getTransports?.() ?? [],
    },
  };
}

async function get(options: Json): Promise<Json> {
  const key = options["publicKey"];
  const publicKey = { ...key, challenge: decode(key.challenge), allowCredentials: withIds(key.allowCredentials) };
  const found = (await navigator.credentials.get({ publicKey })) as PublicKeyCredential;
  const response = found.response as AuthenticatorAssertionResponse;
  return {
    ...common(found),
    response: {
      clientDataJSON: encode(response.clientDataJSON),
      authenticatorData: encode(response.authenticatorData),
      signature: encode(response.signature),
      userHandle: encode(response.userHandle),
    },
  };
}

const common = (credential: PublicKeyCredential): Json => ({
  id: credential.id,
  rawId: encode(credential.rawId),
  type: credential.type,
  authenticatorAttachment: credential.authenticatorAttachment,
  clientExtensionResults: credential.getClientExtensionResults(),
});

customElements.define("bts-passkey", Passkey);
