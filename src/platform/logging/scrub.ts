const SECRET = /(aa_live_[0-9a-f]{44})_[0-9a-f]{64}/g;
/** A JSON web token, such as the links of pages carry: it begins with a header, which is JSON in base64url. */
const TOKEN = /\beyJ[\w-]{8,}\.[\w-]+\.[\w-]+/g;

/** Takes the secret out of every API key in the text, leaving the public id to tell which it was, and every token. */
export function scrub(text: string): string {
  return text.replace(SECRET, '$1_…').replace(TOKEN, '…');
}
